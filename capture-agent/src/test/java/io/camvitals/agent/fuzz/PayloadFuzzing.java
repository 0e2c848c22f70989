package io.camvitals.agent.fuzz;

import static io.camvitals.agent.source.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.audio.AudioPayloadFormat;
import io.camvitals.protocol.video.PayloadFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Damaged payloads for the formats of all codecs, each of which remembers parameter sets. */
final class PayloadFuzzing {
  private record Sample(String codec, byte[] payload) {
    Sample(String codec, String digits) {
      this(codec, hex(digits));
    }
  }

  private static final List<Sample> VIDEO =
      List.of(
          new Sample("H264", "6742c01eda0280"),
          new Sample("H264", "674d401f96560280 2dd80a8c"),
          new Sample("H264", "68ce3c80"),
          new Sample("H264", "7c858880400000ff"),
          new Sample("H264", "7c45ffffffff"),
          new Sample("H264", "78 0007 6742c01eda0280 0004 68ce3c80 0006 658884004000"),
          new Sample("H264", "0605 11 dc45e9bde6d948b7962cd820d923eeef 00 80"),
          new Sample("H264", "419a2012 ffffff"),
          new Sample("H265", "40010c01ffff01600000030000030000030000030078ac09"),
          new Sample("H265", "420101016000000300000300000300000300 78a003c08010e58d24b9"),
          new Sample("H265", "4401c172b46240"),
          new Sample("H265", "620193afffffff"),
          new Sample("H265", "6001 0003 440101 0005 4401c172b4"),
          new Sample("H265", "2601af00ffffff"),
          new Sample("JPEG", "00000000 01ff281e 00000080" + "10".repeat(128)),
          new Sample("JPEG", "00000000 4150281e 0010ffff ffd8ffdb"),
          new Sample("MP4V-ES", "000001b001 000001b58913 00000100 00000120 00c488800f514050200a"),
          new Sample("MP4V-ES", "000001b6 100c4f"),
          new Sample("AV1", "100a0b00000004 3cffbffb 802010 32050102030405"),
          new Sample("AV1", "18 0a0b0000000424cffbff b80a0b 00"),
          new Sample("VP8", "90e080010203"));

  private static final List<Sample> AUDIO =
      List.of(
          new Sample("MPEG4-GENERIC", "0010 0028 ffffffffff"),
          new Sample("MPEG4-GENERIC", "0020 00280030 ffffffffffffffffffff"),
          new Sample("MP4A-LATM", "05ffffffffff"),
          new Sample("OPUS", "780102030405"),
          new Sample("OPUS", "7b8503010203"),
          new Sample("PCMU", "ff".repeat(160)),
          new Sample("L16", "00".repeat(160)),
          new Sample("G726-32", "00".repeat(80)),
          new Sample("GSM", "d0".repeat(33)),
          new Sample("G729", "00".repeat(22)));

  private static final List<Map<String, String>> PARAMETERS =
      List.of(
          Map.of(),
          Map.of("sizelength", "13", "indexlength", "3", "indexdeltalength", "3", "config", "1210"),
          Map.of("sizelength", "6", "indexlength", "2", "mode", "aac-lbr", "config", "zz"),
          Map.of("cpresent", "0", "config", "40002610adca00"),
          Map.of("cpresent", "1"),
          Map.of(
              "sprop-parameter-sets",
              "Z0LAHtoCgA==,aM48gA==",
              "sprop-sps",
              "QgEB",
              "config",
              "000001b0"));

  private PayloadFuzzing() {}

  /** One format for each codec, whose parameter sets come and go; anew at times. */
  static Target target() {
    PayloadFormat[] formats = new PayloadFormat[VIDEO.size()];
    return random -> {
      if (random.nextInt(4) == 0) {
        audio(random);
        return;
      }
      int chosen = random.nextInt(VIDEO.size());
      Sample sample = VIDEO.get(chosen);
      PayloadFormat format = formats[chosen];
      if (format == null || random.nextInt(500) == 0) {
        format = PayloadFormat.forCodec(sample.codec);
        formats[chosen] = format;
        Map<String, String> parameters = parameters(random);
        format.configure(name -> parameters.getOrDefault(name, ""));
      }
      // Half of the time what another packet of the codec would be.
      Sample other = VIDEO.get(random.nextInt(VIDEO.size()));
      byte[] payload =
          Mutations.of(other.codec.equals(sample.codec) ? other.payload : sample.payload, random);
      int offset = random.nextInt(5);
      ByteBuffer buffer = ByteBuffer.allocate(offset + payload.length).put(offset, payload);
      format.inspect(buffer, offset, payload.length);
      format
          .parameters()
          .ifPresent(
              parameters -> {
                assertThat(parameters.toString()).isNotEmpty();
              });
    };
  }

  private static void audio(Random random) {
    Sample sample = AUDIO.get(random.nextInt(AUDIO.size()));
    Map<String, String> parameters = parameters(random);
    AudioPayloadFormat format =
        AudioPayloadFormat.forCodec(
            sample.codec,
            random.nextBoolean() ? 8_000 : 48_000,
            1 + random.nextInt(2),
            name -> parameters.getOrDefault(name, ""));
    for (int i = 0; i < 3 && format != null; i++) {
      byte[] payload = Mutations.of(sample.payload, random);
      int wire = payload.length + (random.nextInt(4) == 0 ? random.nextInt(500) : 0);
      int frames =
          format.frames(ByteBuffer.wrap(payload), 0, payload.length, wire, random.nextBoolean());
      // Opus has up to 48 frames, which may all be empty.
      assertThat(frames).isBetween(-1, Math.max(48, wire * 8 + 1));
      assertThat(format.samples()).isGreaterThanOrEqualTo(-1);
    }
  }

  private static Map<String, String> parameters(Random random) {
    return PARAMETERS.get(random.nextInt(PARAMETERS.size()));
  }
}
