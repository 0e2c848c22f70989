package io.camvitals.protocol.audio;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioPayloadFormatTest {
  private static final Map<String, String> HIGH_BITRATE =
      Map.of("mode", "AAC-hbr", "sizelength", "13", "indexlength", "3", "indexdeltalength", "3");

  private static AudioPayloadFormat format(String codec, Map<String, String> parameters) {
    return AudioPayloadFormat.forCodec(codec, 48_000, 2, name -> parameters.getOrDefault(name, ""));
  }

  private static int frames(AudioPayloadFormat format, byte[] payload, boolean marker) {
    return format.frames(ByteBuffer.wrap(payload), 0, payload.length, payload.length, marker);
  }

  @ParameterizedTest
  @CsvSource({
    "PCMU, 160, 1, 160",
    "pcma, 240, 1, 240",
    "G722, 160, 1, 160",
    "L16, 1920, 1, 480",
    "L16, 1921, -1, -1",
    "L24, 288, 1, 48",
    "G726-32, 80, 1, 160",
    "G726-16, 40, 1, 160",
    "G726-24, 60, 1, 160",
    "AAL2-G726-40, 100, 1, 160",
    "GSM, 66, 2, 320",
    "GSM, 65, -1, -1",
    "G729, 20, 2, 160",
    "G729, 22, 3, 240",
    "G729, 2, 1, 80",
    "G729, 13, -1, -1",
    "PCMU, 0, 0, 0",
  })
  void framesBySize(String codec, int bytes, int frames, int samples) {
    AudioPayloadFormat format = format(codec, Map.of());
    assertThat(frames(format, new byte[bytes], false)).isEqualTo(frames);
    assertThat(format.samples()).isEqualTo(samples);
  }

  @ParameterizedTest
  @CsvSource({
    "f8, 1, 960", // CELT fullband 20 ms, one frame
    "f9 01 02, 2, 1920", // two of one size
    "f9 01, -1, -1", // which an odd number of bytes cannot be
    "fa 01 02, 2, 1920", // two of two sizes
    "fb 03 00, 3, 2880",
    "fb 07 00, -1, -1", // 140 ms
    "fb 00, -1, -1",
    "fb, -1, -1",
    "e3 18, 24, 2880", // 24 of 2.5 ms
    "18, 1, 2880", // SILK 60 ms
    "00, 1, 480", // SILK 10 ms
    "68, 1, 960", // hybrid 20 ms
  })
  void framesOfOpus(String payload, int frames, int samples) {
    AudioPayloadFormat format = format("opus", Map.of());
    assertThat(frames(format, hex(payload), false)).isEqualTo(frames);
    assertThat(format.samples()).isEqualTo(samples);
  }

  @Test
  void accessUnitsAreCountedByTheirHeaders() {
    AudioPayloadFormat format = format("mpeg4-generic", HIGH_BITRATE);
    // Two headers of 16 bits: sizes 2 and 1.
    assertThat(frames(format, hex("0020 0010 0008 aabb cc"), true)).isEqualTo(2);
    assertThat(format.samples()).isEqualTo(2_048);
    // A unit of 300 bytes in two packets.
    assertThat(frames(format, hex("0010 0960 aabb"), false)).isZero();
    assertThat(frames(format, hex("0010 0960 aabb"), true)).isEqualTo(1);
    assertThat(frames(format, hex("0011 0960 aabb"), true)).isEqualTo(-1);
    assertThat(frames(format, hex("ffff 0960 aabb"), true)).isEqualTo(-1);
    assertThat(frames(format, hex("00"), true)).isEqualTo(-1);
    assertThat(frames(format, new byte[0], true)).isZero();
  }

  @Test
  void withoutParametersNothingIsGuessed() {
    assertThat(format("MPEG4-GENERIC", Map.of())).isNull();
    assertThat(format("MPEG4-GENERIC", Map.of("sizelength", "x"))).isNull();
    assertThat(format("MP4A-LATM", Map.of())).isNull();
    assertThat(format("MP4A-LATM", Map.of("config", "400023203fc0"))).isNull();
    assertThat(format("DVI4", Map.of())).isNull();
    assertThat(AudioPayloadFormat.isKnown("mpeg4-generic")).isTrue();
    assertThat(AudioPayloadFormat.isKnown("H264")).isFalse();
  }

  @Test
  void anElementOfLatmEndsWithTheMarker() {
    AudioPayloadFormat format =
        format("MP4A-LATM", Map.of("cpresent", "0", "config", "400023203fc0"));
    assertThat(frames(format, new byte[100], false)).isZero();
    assertThat(frames(format, new byte[100], true)).isEqualTo(1);
    assertThat(format.samples()).isEqualTo(1_024);
    AudioPayloadFormat three =
        format("MP4A-LATM", Map.of("cpresent", "0", "config", "420023203fc0"));
    assertThat(frames(three, new byte[100], true)).isEqualTo(3);
  }

  /** Units of any sizes behind headers that a bit writer of the test made. */
  @Property
  void anyUnits(
      @ForAll @IntRange(min = 4, max = 16) int sizeLength,
      @ForAll @IntRange(max = 8) int indexLength,
      @ForAll @IntRange(min = 1, max = 12) int units,
      @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder bits = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < units; i++) {
      int size = random.nextInt(Math.min(1 << sizeLength, 60));
      bytes += size;
      String binary = Integer.toBinaryString(size);
      bits.append("0".repeat(sizeLength - binary.length())).append(binary);
      bits.append("0".repeat(indexLength));
    }
    int headerBytes = (bits.length() + 7) / 8;
    ByteBuffer payload = ByteBuffer.allocate(2 + headerBytes + bytes);
    payload.putShort((short) bits.length());
    for (int i = 0; i < bits.length(); i++) {
      if (bits.charAt(i) == '1') {
        int at = 2 + i / 8;
        payload.put(at, (byte) (payload.get(at) | 0x80 >>> i % 8));
      }
    }
    AudioPayloadFormat format =
        format(
            "MPEG4-GENERIC",
            Map.of(
                "sizelength", "" + sizeLength,
                "indexlength", "" + indexLength,
                "indexdeltalength", "" + indexLength));
    assertThat(frames(format, payload.array(), true)).isEqualTo(units);
  }

  @Property(tries = 5_000)
  void anyBytesAreRead(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] payload = new byte[random.nextInt(40)];
    random.nextBytes(payload);
    int captured = random.nextInt(payload.length + 1);
    for (AudioPayloadFormat format :
        new AudioPayloadFormat[] {
          format("OPUS", Map.of()), format("MPEG4-GENERIC", HIGH_BITRATE), format("L16", Map.of())
        }) {
      ByteBuffer buffer = ByteBuffer.wrap(payload, 0, captured).slice();
      assertThat(format.frames(buffer, 0, captured, payload.length, random.nextBoolean()))
          .isBetween(-1, 65_535);
    }
  }
}
