package io.camvitals.protocol.video;

import static io.camvitals.protocol.Bytes.hex;
import static io.camvitals.protocol.video.PayloadFacts.FRAGMENT_END;
import static io.camvitals.protocol.video.PayloadFacts.FRAGMENT_START;
import static io.camvitals.protocol.video.PayloadFacts.FRAME_START;
import static io.camvitals.protocol.video.PayloadFacts.KEY_FRAME;
import static io.camvitals.protocol.video.PayloadFacts.MALFORMED;
import static io.camvitals.protocol.video.PayloadFacts.PARAMETER_SETS;
import static io.camvitals.protocol.video.PayloadFacts.PICTURE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadFormatTest {
  private static final String[] CODECS = {"H264", "H265", "JPEG", "MP4V-ES", "AV1", "none"};

  /** Payloads of real encoders. */
  private static final String[] SEEDS = {
    "67640028acd940780227e5c044000003000400000300c83c60c658",
    "68ebe3cb22c0",
    "65888400",
    "419a2168",
    "7c8588840011",
    "18 001b 67640028acd940780227e5c044000003000400000300c83c60c658",
    "40010c01ffff01600000030090000003000003003c959809",
    "42010101600000030090000003000003003ca00a080485965d2b4a9a6a0202020080",
    "4401c172b46240",
    "26 01 af 0c",
    "0201d0097e10",
    "6201 93 af0c",
    "00000000015f2816",
    "000001b001000001b58913000001000000012000c48d8800cd0b04241443000001b610608d",
    "000001b650608d",
    "180a0b00000002d7ffffffd80a3230",
    "5032102030",
  };

  private static Set<String> inspect(String codec, byte[] payload) {
    ByteBuffer buffer = ByteBuffer.allocate(payload.length + 4).put(2, payload);
    buffer.position(1);
    int facts = PayloadFormat.forCodec(codec).inspect(buffer, 2, payload.length);
    assertThat(buffer.position()).isEqualTo(1);
    return names(facts);
  }

  private static Set<String> names(int facts) {
    Set<String> names = new TreeSet<>();
    addIf(names, "start", facts & FRAME_START);
    addIf(names, "key", facts & KEY_FRAME);
    addIf(names, "sets", facts & PARAMETER_SETS);
    addIf(names, "picture", facts & PICTURE);
    addIf(names, "first", facts & FRAGMENT_START);
    addIf(names, "last", facts & FRAGMENT_END);
    addIf(names, "malformed", facts & MALFORMED);
    return names;
  }

  private static void addIf(Set<String> names, String name, int bits) {
    if (bits != 0) {
      names.add(name);
    }
  }

  private static void assertFacts(String codec, String payload, String facts) {
    Set<String> expected = facts.isEmpty() ? Set.of() : Set.of(facts.split(" ", -1));
    assertThat(inspect(codec, hex(payload))).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "41 9a, picture start", // slice, first_mb_in_slice 0
    "41 4a, picture", // slice, first_mb_in_slice 1
    "41, picture", // slice without its header
    "65 88, picture key start", // IDR slice
    "65 40, picture key",
    "06 05, start", // SEI
    "67 4d, sets start", // SPS
    "68 ee, sets start", // PPS
    "09 10, start", // access unit delimiter
    "0c ff, ''", // filler
    "80 00, malformed", // type 0
    "c1 9a, picture start malformed", // forbidden bit
    "1e 00, malformed", // type 30
    // STAP-A: SPS, PPS, IDR slice
    "78 00 02 67 4d 00 02 68 ee 00 02 65 88, sets picture key start",
    "78 00 02 41 4a, picture",
    "78, malformed",
    "78 00 02 67, malformed",
    "78 00 05 65 88, picture key start malformed", // cut by the capture
    "78 00 02 68 ee 00 05 41 9a, sets picture start malformed",
    "78 00 00 00 02 65 88, malformed",
    "78 00 02 65 88 00, picture key start malformed",
    "78 00 02 78 00, malformed", // nested
    // STAP-B: decoding order number, PPS
    "79 00 01 00 02 68 ee, sets start",
    "79 00, malformed",
    // MTAP16, MTAP24: order number base; size, order difference, timestamp offset, slice
    "7a 00 01 00 02 00 00 00 41 9a, picture start",
    "7b 00 01 00 02 00 00 00 00 41 9a, picture start",
    "7b 00 01 00 02 00 00 00, malformed",
    // FU-A of an IDR slice: first, middle, last
    "7c 85 88, picture key start first",
    "7c 85, picture key first",
    "7c 05 88, picture key",
    "7c 45 88, picture key last",
    "7c c5 88, picture key start first last malformed",
    "7c 87 4d, sets start first",
    "7c 9c 88, first malformed", // nested
    "7c, malformed",
    // FU-B
    "7d 85 00 01 88, picture key start first",
    "7d 85 00, malformed",
    "'', ''",
  })
  void h264(String payload, String facts) {
    assertFacts("h264", payload, facts);
  }

  @ParameterizedTest
  @CsvSource({
    "02 01 80, picture start", // TRAIL_R, first slice segment
    "02 01 40, picture",
    "26 01 80, picture key start", // IDR_W_RADL
    "2a 01 80, picture key start", // CRA
    "20 01 00, picture key", // BLA
    "40 01 0c, sets start", // VPS
    "42 01 01, sets start", // SPS
    "44 01 c0, sets start", // PPS
    "46 01 50, start", // access unit delimiter
    "4e 01 05, start", // prefix SEI
    "50 01 05, ''", // suffix SEI
    "02 00 80, picture start malformed", // temporal id
    "82 01 80, picture start malformed", // forbidden bit
    "02, malformed",
    // AP: VPS, IDR slice
    "60 01 00 03 40 01 0c 00 03 26 01 80, sets picture key start",
    "60 01, malformed",
    "60 01 00 01 40, malformed",
    "60 01 00 04 40 01 0c, malformed",
    "60 01 00 09 26 01 80, picture key start malformed", // cut by the capture
    "60 01 00 09 26, malformed",
    "60 01 00 04 60 01 00 00, malformed", // nested
    // FU of an IDR slice: first, middle, last
    "62 01 93 80, picture key start first",
    "62 01 13 80, picture key",
    "62 01 53 80, picture key last",
    "62 01 d3 80, picture key start first last malformed",
    "62 01, malformed",
    // PACI: contained type 19, 3 bytes of extension; FU within
    "64 01 26 30 aa bb cc 80, picture key start",
    "64 01 62 00 93 80, picture key start first",
    "64 01 26 30 aa, malformed",
    "64 01 64 00 80, malformed",
    "64 01 26, malformed",
    "'', ''",
  })
  void h265(String payload, String facts) {
    assertFacts("H265", payload, facts);
  }

  @ParameterizedTest
  @CsvSource({
    "00 00 00 00 01 40 28 1e, picture key start", // fragment offset 0
    "00 00 05 00 01 40 28 1e, picture key",
    "00 00 05 00 01 40 28, malformed",
    "'', ''",
  })
  void jpeg(String payload, String facts) {
    assertFacts("JPEG", payload, facts);
  }

  @ParameterizedTest
  @CsvSource({"PCMU", "vnd.onvif.metadata", "''"})
  void othersTellNothing(String codec) {
    assertFacts(codec, "65 88", "");
  }

  /** Parameter sets, slices and headers with a few bytes changed, one after another. */
  @Property(tries = 3000)
  void mutatedPayloadsAreRead(@ForAll long seed) {
    Random random = new Random(seed);
    for (String codec : CODECS) {
      PayloadFormat format = PayloadFormat.forCodec(codec);
      for (int i = 0; i < 10; i++) {
        byte[] payload = hex(SEEDS[random.nextInt(SEEDS.length)]);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
          payload[random.nextInt(payload.length)] = (byte) random.nextInt();
        }
        int length = random.nextInt(3) == 0 ? random.nextInt(payload.length) : payload.length;
        ByteBuffer buffer = ByteBuffer.wrap(payload, 0, length).slice();
        assertThat(format.inspect(buffer, 0, length)).isNotNegative();
        format.parameters().ifPresent(PayloadFormatTest::assertPossible);
      }
      format.configure(
          name -> Integer.toString(random.nextInt(), 36) + (random.nextBoolean() ? "=" : ","));
    }
  }

  private static void assertPossible(VideoParameters parameters) {
    assertThat(parameters.width()).isBetween(0, 65_536);
    assertThat(parameters.height()).isBetween(0, 65_536);
    assertThat(parameters.frameRate()).isNotNegative();
  }

  /** The payload ends where the buffer ends: any read beyond would throw. */
  @Property(tries = 3000)
  void anyBytesAreReadWithinTheirEnd(
      @ForAll @Size(max = 40) byte[] payload, @ForAll @IntRange(max = 255) int first) {
    if (payload.length > 0) {
      payload[0] = (byte) first;
    }
    ByteBuffer buffer = ByteBuffer.wrap(payload);
    CaptureTimeSei[] finders = {CaptureTimeSei.forH264(), CaptureTimeSei.forH265()};
    for (int length = 0; length <= payload.length; length++) {
      buffer.limit(length);
      for (String codec : CODECS) {
        PayloadFormat format = PayloadFormat.forCodec(codec);
        assertThat(format.inspect(buffer, 0, length)).isNotNegative();
        format.parameters();
      }
      assertThat(finders[0].find(buffer, 0, length)).isFalse();
      assertThat(finders[1].find(buffer, 0, length)).isFalse();
    }
  }
}
