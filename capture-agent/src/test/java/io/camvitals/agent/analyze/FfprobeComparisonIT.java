package io.camvitals.agent.analyze;

import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.metrics.frame.FrameFigure;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frames that are told of a capture of what FFmpeg sends are those that ffprobe decodes. */
class FfprobeComparisonIT {
  private static final int RTCP_SENDER_REPORT = 200;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "H264, 640x360, ts, -c:v libx264 -g 25 -bf 2 -pix_fmt yuv420p",
    "H264, 322x182, ts, -c:v libx264 -profile:v baseline -g 20 -slices 3 -pix_fmt yuv420p",
    "H265, 352x288, ts, -c:v libx265 -g 25 -x265-params log-level=none:bframes=3",
    "JPEG, 320x240, mkv, -c:v mjpeg -q:v 5 -huffman default -pix_fmt yuvj420p",
  })
  void pictures(String codec, String size, String container, String encoder) throws Exception {
    assumeTrue(RequiredTool.present("ffmpeg"));
    Path file = directory.resolve("video." + container);
    make(file, "testsrc2=size=" + size + ":rate=25:duration=4", encoder);
    StreamReport stream = sent(file);
    List<String> types = probe(file, "frame=pict_type");
    assertThat(stream.codec()).isEqualTo(codec);
    assertThat(stream.frames()).isEqualTo(types.size());
    FrameReport.Video video = (FrameReport.Video) stream.frameDetails().orElseThrow();
    assertThat(
            List.of(
                video.figures().get(FrameFigure.INTRA_FRAMES),
                video.figures().get(FrameFigure.PREDICTED_FRAMES),
                video.figures().get(FrameFigure.BIPREDICTED_FRAMES)))
        .containsExactly(count(types, "I"), count(types, "P"), count(types, "B"));
    assertThat(video.figures().get(FrameFigure.UNTYPED_FRAMES)).isZero();
    assertThat(video.figures().get(FrameFigure.DAMAGED)).isZero();
    assertThat(video.figures().get(FrameFigure.SPOILT)).isZero();
    assertThat(stream.keyFrames()).isEqualTo(count(probe(file, "packet=flags"), "K"));
    assertThat(video.format().orElseThrow().width() + "x" + video.format().orElseThrow().height())
        .isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({"PCMU, pcm_mulaw", "PCMA, pcm_alaw"})
  void sound(String codec, String encoder) throws Exception {
    assumeTrue(RequiredTool.present("ffmpeg"));
    Path file = directory.resolve("sound.wav");
    make(file, "sine=frequency=440:duration=4:sample_rate=8000", "-c:a " + encoder);
    StreamReport stream = sent(file);
    assertThat(stream.codec()).isEqualTo(codec);
    FrameReport.Audio audio = (FrameReport.Audio) stream.frameDetails().orElseThrow();
    assertThat(stream.frames()).isEqualTo(stream.packets());
    assertThat(audio.mediaDurationNs()).isEqualTo(4_000_000_000L);
    assertThat(audio.unreadPackets()).isZero();
  }

  private static long count(List<String> lines, String beginning) {
    return lines.stream().filter(line -> line.startsWith(beginning)).count();
  }

  private static void make(Path file, String source, String encoder) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-y"));
    command.addAll(List.of("-f", "lavfi", "-i", source));
    command.addAll(List.of(encoder.split(" ", -1)));
    command.add(file.toString());
    output(command);
  }

  private static List<String> probe(Path file, String entries) throws Exception {
    return output(
        List.of(
            "ffprobe",
            "-loglevel",
            "error",
            "-show_entries",
            entries,
            "-of",
            "csv=print_section=0",
            file.toString()));
  }

  private static List<String> output(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s", command).isZero();
    return output.lines().filter(line -> !line.isBlank()).toList();
  }

  /** Sends the file over the loopback as it plays, and analyses what came. */
  private StreamReport sent(Path file) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.setReceiveBufferSize(4 << 20);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.setSoTimeout(200);
      Process process =
          new ProcessBuilder(
                  "ffmpeg",
                  "-nostdin",
                  "-loglevel",
                  "error",
                  "-re",
                  "-i",
                  file.toString(),
                  "-c",
                  "copy",
                  "-f",
                  "rtp",
                  "rtp://127.0.0.1:" + socket.getLocalPort() + "?pkt_size=1300")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Path capture = Files.write(directory.resolve("sent.pcap"), capture(socket, process));
      assertThat(process.waitFor()).isZero();
      CaptureReport report = CaptureComparisonTest.analyze(capture);
      assertThat(report.streams()).hasSize(1);
      return report.streams().get(0);
    }
  }

  private static byte[] capture(DatagramSocket socket, Process process) throws IOException {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 65_535, 1);
    byte[] bytes = new byte[65_536];
    boolean ended = false;
    long begunNs = System.nanoTime();
    while (true) {
      DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
      try {
        socket.receive(datagram);
      } catch (SocketTimeoutException e) {
        if (ended) {
          return writer.bytes();
        }
        ended = !process.isAlive();
        continue;
      }
      if ((bytes[1] & 0xff) != RTCP_SENDER_REPORT) {
        byte[] frame = udpFrame(Arrays.copyOf(bytes, datagram.getLength()));
        long elapsedUs = (System.nanoTime() - begunNs) / 1_000;
        writer.pcapRecord(
            1_700_000_000 + (int) (elapsedUs / 1_000_000),
            (int) (elapsedUs % 1_000_000),
            frame.length,
            frame.length,
            frame);
      }
    }
  }
}
