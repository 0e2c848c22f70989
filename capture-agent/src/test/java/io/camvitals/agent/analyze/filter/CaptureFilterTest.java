package io.camvitals.agent.analyze.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFilterTest {
  private static final Endpoint CAMERA = endpoint("192.0.2.7", 5000);
  private static final Endpoint RECORDER = endpoint("10.1.2.3", 6000);
  private static final Endpoint CAMERA_IPV6 = endpoint("2001:db8::7", 5000);
  private static final int SSRC = 0xcafe0001;
  private static final long START_NS = 1_700_000_000_000_000_000L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host 192.0.2.7",
        "HOST 192.0.2.7",
        "host 10.1.2.3",
        "src host 192.0.2.7 and dst host 10.1.2.3",
        "net 192.0.2.0/24",
        "net 192.0.2.99/25 or port 1",
        "net 10.0.0.0/8",
        "net 0.0.0.0/0",
        "port 5000",
        "src port 5000 && dst port 6000",
        "port 4990-5010",
        "ssrc 0xcafe0001",
        "ssrc 0xCAFE0001",
        "ssrc 3405643777",
        "not host 192.0.2.8",
        "!(host 192.0.2.8||port 7)",
        "port 1 or port 2 or port 5000",
        "host 192.0.2.8 and port 1 or port 5000",
        "not not port 5000",
        "from 10s and ssrc 0xcafe0001",
        "  ( ( port 5000 ) )  ",
      })
  void selects(String filter) throws FilterSyntaxException {
    assertThat(CaptureFilter.parse(filter).selects(CAMERA, RECORDER, SSRC)).isTrue();
    assertThat(CaptureFilter.parse("not (" + filter.replace("from 10s and ", "") + ")"))
        .matches(negated -> !negated.selects(CAMERA, RECORDER, SSRC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host 192.0.2.8",
        "src host 10.1.2.3",
        "dst host 192.0.2.7",
        "net 192.0.2.128/25",
        "net 2001:db8::/32",
        "port 5001-5010",
        "dst port 5000",
        "ssrc 1",
        "port 5000 and port 7",
        "port 5000 and (port 7 or port 8)",
        "not port 5000 or port 7",
      })
  void leavesOut(String filter) throws FilterSyntaxException {
    assertThat(CaptureFilter.parse(filter).selects(CAMERA, RECORDER, SSRC)).isFalse();
  }

  @Test
  void ipv6IsMatchedByAddressAndPrefix() throws FilterSyntaxException {
    for (String filter : List.of("host 2001:DB8:0:0::7", "net 2001:db8::/33", "net ::/0")) {
      assertThat(CaptureFilter.parse(filter).selects(CAMERA_IPV6, CAMERA_IPV6, SSRC)).isTrue();
    }
    for (String filter : List.of("host ::7", "net 2001:db9::/32", "net 0.0.0.0/0")) {
      assertThat(CaptureFilter.parse(filter).selects(CAMERA_IPV6, CAMERA_IPV6, SSRC)).isFalse();
    }
  }

  @Test
  void aConnectionIsSelectedByEitherDirectionAndHasNoSsrc() throws FilterSyntaxException {
    CaptureFilter filter = CaptureFilter.parse("src host 192.0.2.7 and dst port 6000");
    assertThat(filter.selectsEither(RECORDER, CAMERA)).isTrue();
    assertThat(filter.selects(RECORDER, CAMERA)).isFalse();
    CaptureFilter mixed = CaptureFilter.parse("src host 192.0.2.7 and src port 6000");
    assertThat(mixed.selectsEither(RECORDER, CAMERA)).isFalse();
    assertThat(CaptureFilter.parse("ssrc 0").selects(CAMERA, RECORDER)).isFalse();
    assertThat(CaptureFilter.parse("not ssrc 0").selects(CAMERA, RECORDER)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "from 1.5,                            1500,  true",
    "from 1.5,                            1499,  false",
    "until 1500ms,                        1500,  false",
    "until 1500ms,                        1499,  true",
    "from 1s and until 1m1s500ms,         61499, true",
    "from 1s and until 1m1s500ms,         61500, false",
    "from 1s from 2s,                     0,     error",
    "from 2s and from 1s,                 1500,  false",
    "from 2023-11-14T22:13:20Z,           0,     true",
    "from 2023-11-14t22:13:20.250z,       249,   false",
    "from 2023-11-14T22:13:20.250,        250,   true",
    "from 2023-11-14T23:13:21+01:00,      999,   false",
    "until 2023-11-14T17:13:21-05:00,     999,   true",
    "until 2023-11-14T22:13,              0,     false",
  })
  void timesAreSinceTheBeginningOrAbsolute(String filter, long sinceStartMs, String included) {
    assertThat(includes(filter, START_NS + sinceStartMs * 1_000_000)).isEqualTo(included);
  }

  private static String includes(String filter, long timeNs) {
    try {
      CaptureFilter parsed = CaptureFilter.parse(filter);
      assertThat(parsed.limitsTime()).isTrue();
      assertThat(parsed.selects(CAMERA, RECORDER)).isTrue();
      return String.valueOf(parsed.includes(timeNs, START_NS));
    } catch (FilterSyntaxException e) {
      return "error";
    }
  }

  @Test
  void absoluteTimesAreExactToTheNanosecond() throws FilterSyntaxException {
    CaptureFilter filter = CaptureFilter.parse("from 2023-11-14T22:13:20.123456789Z");
    long ns = Instant.parse("2023-11-14T22:13:20Z").getEpochSecond() * 1_000_000_000 + 123_456_789;
    assertThat(filter.includes(ns, 0)).isTrue();
    assertThat(filter.includes(ns - 1, 0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                            | 0  | expected host, net, port, ssrc, from or until, \"not\" or \"(\"",
        "host                          | 4  | expected an IPv4 or IPv6 address",
        "host 192.0.2                  | 5  | expected an IPv4 or IPv6 address",
        "host 192.0.2.256              | 5  | expected an IPv4 or IPv6 address",
        "host camera.example           | 5  | expected an IPv4 or IPv6 address",
        "host 1:2:3:4:5:6:7:8:9        | 5  | expected an IPv4 or IPv6 address",
        "host 10.0.0.0/8               | 5  | this is a network: write net instead of host",
        "net 10.0.0.0                  | 4  | expected a network as in 192.0.2.0/24 or 2001:db8::/32",
        "net 10.0.0.0/33               | 4  | expected a network as in 192.0.2.0/24 or 2001:db8::/32",
        "port 5 and port 65536         | 16 | expected a port as in 554, or a range as in 5000-5999",
        "port 9-8                      | 5  | expected a port as in 554, or a range as in 5000-5999",
        "port http                     | 5  | expected a port as in 554, or a range as in 5000-5999",
        "ssrc 0x123456789              | 5  | expected an SSRC as in 0x1a2b3c4d or 439041101",
        "ssrc 4294967296               | 5  | expected an SSRC as in 0x1a2b3c4d or 439041101",
        "10.0.0.1                      | 0  | expected host, net, port, ssrc, from or until, \"not\" or \"(\"; an address stands after host",
        "src ssrc 5                    | 4  | expected host, net or port",
        "port 5 port 6                 | 7  | expected \"and\", \"or\" or the end of the filter",
        "port 5)                       | 6  | expected \"and\", \"or\" or the end of the filter",
        "(port 5                       | 7  | expected \"and\", \"or\" or \")\"",
        "port 5 and                    | 10 | expected host, net, port, ssrc, from or until, \"not\" or \"(\"",
        "port 5 & port 6               | 7  | expected \"and\", \"or\" or the end of the filter",
        "not from 5s                   | 4  | a time limits all of the capture: it cannot stand within \"not\"",
        "from 5s or port 5             | 0  | a time limits all of the capture: it cannot stand within \"or\"",
        "port 5 or (port 6 and until 1)| 22 | a time limits all of the capture: it cannot stand within \"or\"",
        "from 2026-13-01T00:00:00Z     | 5  | this is no time as in 2026-03-01T12:00:00Z or 2026-03-01T12:00:00.250+01:00",
        "from 2026-03-01               | 5  | this is no time as in 2026-03-01T12:00:00Z or 2026-03-01T12:00:00.250+01:00",
        "until noon                    | 6  | this is no time: write one as in 2026-03-01T12:00:00Z, or one since the capture's beginning as in 90s, 1m30s, 250ms or 12.5",
        "until 5x                      | 6  | this is no time: write one as in 2026-03-01T12:00:00Z, or one since the capture's beginning as in 90s, 1m30s, 250ms or 12.5",
        "until 9999999999h             | 6  | this is no time: write one as in 2026-03-01T12:00:00Z, or one since the capture's beginning as in 90s, 1m30s, 250ms or 12.5",
      })
  void anErrorPointsAtItsPlace(String filter, int position, String problem) {
    assertThatThrownBy(() -> CaptureFilter.parse(filter))
        .isInstanceOfSatisfying(
            FilterSyntaxException.class, e -> assertThat(e.position()).isEqualTo(position))
        .hasMessage(
            problem
                + System.lineSeparator()
                + "  "
                + filter
                + System.lineSeparator()
                + "  "
                + " ".repeat(position)
                + "^");
  }

  @Test
  void depthAndLengthAreLimited() {
    assertThatThrownBy(() -> CaptureFilter.parse("(".repeat(5_000)))
        .hasMessageStartingWith("nested more than 100 deep");
    assertThatThrownBy(() -> CaptureFilter.parse("not ".repeat(2_000) + "port 5"))
        .hasMessageStartingWith("nested more than 100 deep");
    assertThatThrownBy(() -> CaptureFilter.parse(" ".repeat(20_000)))
        .hasMessageStartingWith("a filter has at most 10000 characters");
  }

  /** A filter and what it means, put together independently of the parser. */
  record Meant(String text, Predicate<Endpoint[]> meaning, boolean single) {}

  @Property(tries = 2_000)
  void aFilterMeansWhatItsPartsMean(
      @ForAll("filters") Meant filter, @ForAll("ends") Endpoint source, @ForAll("ends") Endpoint to)
      throws FilterSyntaxException {
    assertThat(CaptureFilter.parse(filter.text).selects(source, to, SSRC))
        .as(filter.text)
        .isEqualTo(filter.meaning.test(new Endpoint[] {source, to}));
  }

  /** Whatever is written, it is a filter or an error with a place within it. */
  @Property(tries = 20_000)
  void anythingIsAFilterOrAnError(@ForAll("scribbles") String text) {
    try {
      assertThat(CaptureFilter.parse(text).text()).isEqualTo(text);
    } catch (FilterSyntaxException e) {
      assertThat(e.position()).isBetween(0, text.length());
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<Endpoint> ends() {
    return Combinators.combine(
            Arbitraries.of("192.0.2.1", "192.0.2.2", "192.0.3.1", "2001:db8::1", "2001:db8::2"),
            Arbitraries.integers().between(1, 4))
        .as(CaptureFilterTest::endpoint);
  }

  @Provide
  Arbitrary<Meant> filters() {
    return filters(4);
  }

  private static Arbitrary<Meant> filters(int depth) {
    Arbitrary<Meant> tests =
        Arbitraries.oneOf(
            Arbitraries.integers()
                .between(1, 4)
                .map(port -> test("port " + port, end -> end.getPort() == port)),
            Arbitraries.of("192.0.2.1", "192.0.2.2", "2001:db8::1")
                .map(
                    address ->
                        test(
                            "host " + address,
                            end -> end.getAddress().equals(endpoint(address, 0).getAddress()))),
            Arbitraries.just(
                test(
                    "net 192.0.2.0/24",
                    end ->
                        end.getAddress()
                                .startsWith(endpoint("192.0.2.0", 0).getAddress().substring(0, 3))
                            && end.getAddress().size() == 4)));
    if (depth == 0) {
      return tests;
    }
    Arbitrary<Meant> smaller = filters(depth - 1);
    return Arbitraries.oneOf(
        tests,
        smaller.map(it -> new Meant("not " + atom(it), ends -> !it.meaning.test(ends), true)),
        Combinators.combine(smaller, smaller)
            .as(
                (a, b) ->
                    new Meant(
                        atom(a) + " and " + atom(b),
                        ends -> a.meaning.test(ends) && b.meaning.test(ends),
                        false)),
        Combinators.combine(smaller, smaller)
            .as(
                (a, b) ->
                    new Meant(
                        atom(a) + "||" + atom(b),
                        ends -> a.meaning.test(ends) || b.meaning.test(ends),
                        false)));
  }

  private static Meant test(String text, Predicate<Endpoint> meaning) {
    return new Meant(text, ends -> meaning.test(ends[0]) || meaning.test(ends[1]), true);
  }

  private static String atom(Meant filter) {
    return filter.single ? filter.text : '(' + filter.text + ')';
  }

  @Provide
  Arbitrary<String> scribbles() {
    Arbitrary<String> words =
        Arbitraries.of(
            "host",
            "net",
            "port",
            "ssrc",
            "from",
            "until",
            "src",
            "dst",
            "and",
            "or",
            "not",
            "(",
            ")",
            "!",
            "&&",
            "|",
            "10.0.0.1",
            "::1",
            "fe80::1%eth0",
            "10.0.0.0/8",
            "5",
            "5-6",
            "-",
            "0x1",
            "90s",
            "1m",
            ".",
            "2026-03-01T12:00:00Z",
            "t",
            "9999-12-31T23:59:59Z",
            "é",
            "\u0000");
    return Arbitraries.oneOf(
        words.list().ofMaxSize(12).map(list -> String.join(" ", list)),
        words.list().ofMaxSize(6).map(list -> String.join("", list)),
        Arbitraries.strings().ofMaxLength(40));
  }

  private static Endpoint endpoint(String address, int port) {
    try {
      return Endpoint.newBuilder()
          .setAddress(ByteString.copyFrom(InetAddress.getByName(address).getAddress()))
          .setPort(port)
          .build();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
