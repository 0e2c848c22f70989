package io.camvitals.protocol.rtsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class RtspMessageParserPropertyTest {
  /** One of each thing, whole and broken, as one connection could bring it. */
  private static final byte[] MIXED =
      ("RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS,\r\n PLAY\r\n\r\n"
              + "\r\n$\0\0\14\u0080\u0060\0\1\0\0\0\2\0\0\0\3"
              + "OPTIONS * RTSP/1.0\nCSeq: 2\n\n"
              + "\1\2$\0\0\14\u0080\u0060\0\1\0\0\0\2\0\0\0\3$\1\0\0"
              + "RTSP/1.0 999 Bad\r\nRTSP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nv=0\n"
              + "RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n\r\nv=0\r\nm=video\r\n"
              + "$\2\0\3abcGET_PARAMETER rtsp://c/ RTSP/1.0\r\nCS$\0\0\10\u0080\u00c9\0\1\0\0\0\3"
              + "RTSP/1.0 404 Not Found\r\nodd line\r\n\r\n")
          .getBytes(ISO_8859_1);

  @Example
  void everySplitGivesTheSame() {
    List<Object> whole = RecordedMessages.parse(MIXED).all;

    assertThat(whole).hasSize(14);
    for (int cut = 0; cut <= MIXED.length; cut++) {
      assertThat(RecordedMessages.parse(MIXED, cut).all).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Example
  void singleBytesGiveTheSame() {
    int[] cuts = new int[MIXED.length];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = i;
    }

    assertThat(RecordedMessages.parse(MIXED, cuts).all)
        .isEqualTo(RecordedMessages.parse(MIXED).all);
  }

  @Property(tries = 200)
  void randomSplitsGiveTheSameAlsoOfMutatedInput(@ForAll Random random) {
    byte[] bytes = mutated(random);
    int[] cuts = random.ints(5, 0, bytes.length + 1).sorted().toArray();

    assertThat(RecordedMessages.parse(bytes, cuts).all)
        .isEqualTo(RecordedMessages.parse(bytes).all);
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAgain(@ForAll("messages") List<RtspMessage> messages, @ForAll Random r) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Object> expected = new ArrayList<>();
    for (RtspMessage message : messages) {
      out.writeBytes(RtspMessageWriter.encode(message));
      expected.add(message);
      byte[] payload = new byte[r.nextInt(50)];
      ByteBuffer header = ByteBuffer.allocate(RtspMessageWriter.FRAME_HEADER_LENGTH);
      RtspMessageWriter.putFrameHeader(header, r.nextInt(256), payload.length);
      out.writeBytes(header.array());
      out.writeBytes(payload);
      expected.add(new RecordedMessages.Frame(header.get(1) & 0xff, "00".repeat(payload.length)));
    }

    assertThat(RecordedMessages.parse(out.toByteArray()).all).isEqualTo(expected);
  }

  /** A capture that lacks bytes here and there never fails, and finds what follows. */
  @Property(tries = 300)
  void gapsAnywhereAreBorne(@ForAll Random random) {
    byte[] bytes = mutated(random);
    RecordedMessages found = new RecordedMessages();
    RtspMessageParser parser = new RtspMessageParser(found);
    int at = 0;
    while (at < bytes.length) {
      int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
      parser.feed(ByteBuffer.wrap(bytes, at, end - at));
      at = end;
      if (random.nextInt(3) == 0) {
        int missing = random.nextInt(20);
        parser.gap(random.nextInt(5) == 0 ? -1 : missing);
        at += missing;
      }
    }
    parser.gap(3);
    parser.feed(
        ByteBuffer.wrap("\1\r\nRTSP/1.0 200 OK\r\nCSeq: 4711\r\n\r\n".getBytes(ISO_8859_1)));
    parser.feed(ByteBuffer.wrap(new byte[200_000]));
    parser.feed(ByteBuffer.wrap("RTSP/1.0 200 OK\r\nCSeq: 4712\r\n\r\n".getBytes(ISO_8859_1)));
    assertThat(found.responses).anyMatch(response -> response.cSeq().orElse(0) == 4712);
  }

  @Property(tries = 300)
  void randomBytesAreNeverAnException(@ForAll byte[] bytes) {
    RecordedMessages.parse(bytes);
  }

  @Property(tries = 200)
  void aMessageAfterRandomBytesIsFound(@ForAll byte[] garbage) {
    byte[] message = "RTSP/1.0 200 OK\r\nCSeq: 4711\r\n\r\n".getBytes(ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('\1');
    for (byte value : garbage) {
      out.write(value == '$' ? '\1' : value);
    }
    out.writeBytes(message);

    RecordedMessages found = RecordedMessages.parse(out.toByteArray());

    assertThat(found.errors).isNotEmpty();
    assertThat(found.responses).anyMatch(response -> response.cSeq().orElse(0) == 4711);
  }

  @Provide
  Arbitrary<List<RtspMessage>> messages() {
    Arbitrary<String> word = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12);
    Arbitrary<RtspHeaders> headers =
        Combinators.combine(word, word)
            .as(Tuple::of)
            .list()
            .ofMaxSize(4)
            .map(
                pairs ->
                    RtspHeaders.of(
                        pairs.stream()
                            .map(pair -> new RtspHeaders.Field("X-" + pair.get1(), pair.get2()))
                            .toList()));
    Arbitrary<byte[]> body = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    Arbitrary<RtspMessage> requests =
        Combinators.combine(Arbitraries.of(RtspMethod.STANDARD), word, headers, body)
            .as((method, path, h, b) -> new RtspRequest(method, path, "RTSP/1.0", sized(h, b), b));
    Arbitrary<RtspMessage> responses =
        Combinators.combine(Arbitraries.integers().between(100, 599), headers, body)
            .as((status, h, b) -> new RtspResponse(status, sized(h, b), b));
    return Arbitraries.oneOf(requests, responses).list().ofMaxSize(6);
  }

  private static RtspHeaders sized(RtspHeaders headers, byte[] body) {
    return body.length == 0
        ? headers
        : headers.with("Content-Length", Integer.toString(body.length));
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = MIXED.clone();
    for (int i = random.nextInt(12); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
