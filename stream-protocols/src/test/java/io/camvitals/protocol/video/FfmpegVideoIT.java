package io.camvitals.protocol.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import io.camvitals.servers.RequiredTool;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frames, their types and their size in pixels, put together from the packets that FFmpeg sends,
 * are those that ffprobe finds by decoding the same file.
 */
class FfmpegVideoIT {
  private static final String SOURCE = "testsrc2=size=%s:rate=25:duration=4";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "H264, 352x288, -c:v libx264 -g 20 -bf 2 -b:v 600k -pix_fmt yuv420p",
    "H264, 322x182, -c:v libx264 -profile:v baseline -g 50 -slices 4 -pix_fmt yuv420p",
    "H264, 640x360, -c:v libx264 -g 25 -bf 3 -b-pyramid none -slice-max-size 900 -pix_fmt yuv420p",
    "H265, 352x288, -c:v libx265 -g 25 -b:v 400k -x265-params log-level=none:bframes=3",
    "H265, 418x242, -c:v libx265 -g 30 -x265-params log-level=none:bframes=0:slices=2",
    "JPEG, 320x240, -c:v mjpeg -q:v 5 -huffman default -pix_fmt yuvj420p",
    "MP4V-ES, 352x288, -c:v mpeg4 -g 25 -bf 2 -b:v 500k",
  })
  void agreesWithFfprobe(String codec, String size, String encoder) throws Exception {
    assumeTrue(RequiredTool.present("ffmpeg"));
    // A transport stream repeats the parameter sets within the stream; JPEG has none.
    Path file = make(codec.equals("JPEG") ? "video.mkv" : "video.ts", size, encoder);
    FfmpegStream stream = FfmpegStream.of(file, directory.resolve("stream.sdp"));

    PayloadFormat format = PayloadFormat.forCodec(codec);
    List<FrameFacts> frames = frames(stream.packets(), format);

    assertTypes(frames, file);
    long keyFrames =
        FfmpegStream.probe(file, "packet", "flags").stream()
            .filter(flags -> flags.startsWith("K"))
            .count();
    assertThat(frames.stream().filter(FrameFacts::keyFrame).count()).isEqualTo(keyFrames);
    VideoParameters parameters = format.parameters().orElseThrow();
    assertThat(parameters.width() + "x" + parameters.height())
        .isEqualTo(codec.equals("JPEG") ? "320x240" : size);
    if (codec.startsWith("H26")) {
      assertThat(parameters.frameRate()).isEqualTo(25);
      List<String> told = FfmpegStream.probe(file, "stream", "level");
      assertThat("" + parameters.level()).isEqualTo(told.get(0).replace(",", ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "H264, 322x182, -c:v libx264 -g 20 -bf 2 -pix_fmt yuv420p",
    "H265, 352x288, -c:v libx265 -g 25 -x265-params log-level=none:bframes=3",
    "MP4V-ES, 352x288, -c:v mpeg4 -g 25",
  })
  void whatSignallingTellsServesAsWell(String codec, String size, String encoder) throws Exception {
    assumeTrue(RequiredTool.present("ffmpeg"));
    // Matroska keeps the parameter sets apart, and FFmpeg then sends them in the SDP alone.
    Path file = make("video.mkv", size, encoder);
    FfmpegStream stream = FfmpegStream.of(file, directory.resolve("stream.sdp"));
    PayloadFormat format = PayloadFormat.forCodec(codec);
    int payloadType = stream.description().payloadTypes().get(0);
    format.configure(stream.description().parameters(payloadType)::value);
    VideoParameters announced = format.parameters().orElseThrow();
    assertThat(announced.width() + "x" + announced.height()).isEqualTo(size);
    assertTypes(frames(stream.packets(), format), file);
  }

  private Path make(String name, String size, String encoder) throws Exception {
    Path file = directory.resolve(name);
    List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", SOURCE.formatted(size)));
    arguments.addAll(List.of(encoder.split(" ", -1)));
    arguments.add(file.toString());
    FfmpegStream.make(arguments);
    return file;
  }

  private static void assertTypes(List<FrameFacts> frames, Path file) throws Exception {
    List<String> expected =
        FfmpegStream.probe(file, "frame", "pict_type").stream()
            .map(line -> line.substring(0, 1))
            .toList();
    assertThat(frames).allMatch(FrameFacts::complete);
    int first = frames.get(0).rtpTimestamp();
    List<String> types =
        frames.stream()
            .sorted(Comparator.comparingInt(frame -> frame.rtpTimestamp() - first))
            .map(frame -> letter(frame.pictureType()))
            .toList();
    assertThat(types).isEqualTo(expected);
  }

  private static String letter(PictureType type) {
    return switch (type) {
      case INTRA -> "I";
      case PREDICTED -> "P";
      case BIPREDICTED -> "B";
      case UNKNOWN -> "?";
    };
  }

  private static List<FrameFacts> frames(List<ByteBuffer> packets, PayloadFormat format) {
    List<FrameFacts> frames = new ArrayList<>();
    FrameAssembler assembler = new FrameAssembler(frames::add);
    RtpPacket packet = new RtpPacket();
    for (int i = 0; i < packets.size(); i++) {
      ByteBuffer buffer = packets.get(i);
      assertThat(packet.parse(buffer, 0, buffer.limit())).isEqualTo(RtpParseResult.OK);
      int facts = format.inspect(buffer, packet.payloadOffset(), packet.payloadLength());
      assertThat(facts & PayloadFacts.MALFORMED).isZero();
      assembler.observe(
          i,
          packet.sequenceNumber(),
          packet.timestamp(),
          packet.marker(),
          packet.payloadLength(),
          facts);
    }
    assembler.flush();
    return frames;
  }
}
