package io.camvitals.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.protocol.rtsp.Credentials;
import io.camvitals.servers.RequiredTool;
import io.camvitals.simulator.media.BlockCode;
import io.camvitals.simulator.media.VideoProfile;
import io.camvitals.simulator.plan.Access;
import io.camvitals.simulator.plan.CameraPlan;
import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.plan.ScheduledFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Players that nobody here wrote open the cameras and find no error in what they show. */
class PlayersIT {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  @TempDir private Path directory;
  private RunningSimulator simulator;

  @BeforeEach
  void start() throws IOException {
    simulator =
        new RunningSimulator(
            directory,
            CameraPlan.of("clean", VideoProfile.LOW_1M, false, List.of()),
            CameraPlan.of("tcp-only", VideoProfile.LOW_1M, true, List.of()),
            guarded("basic", Access.Scheme.BASIC),
            guarded("digest", Access.Scheme.DIGEST),
            CameraPlan.of(
                "pictures",
                VideoProfile.LOW_1M,
                false,
                List.of(
                    during(1, new Fault.FrozenPicture()),
                    during(2, new Fault.BlackPicture()),
                    during(3, new Fault.FrameRateDrop()),
                    during(4, new Fault.BitrateDrop()))));
  }

  private static CameraPlan guarded(String id, Access.Scheme scheme) {
    return new CameraPlan(
        id,
        VideoProfile.LOW_1M,
        false,
        0.6,
        Duration.ofSeconds(60),
        Optional.of(new Access(scheme, new Credentials("viewer", "secret"))),
        List.of());
  }

  private static ScheduledFault during(int second, Fault fault) {
    return new ScheduledFault(
        fault, Duration.ofSeconds(second), Optional.of(Duration.ofSeconds(1)), Optional.empty());
  }

  @AfterEach
  void stop() throws InterruptedException {
    simulator.close();
  }

  private Tool ffmpeg(String transport, String url, int frames)
      throws IOException, InterruptedException {
    assumeTrue(RequiredTool.present("ffmpeg"));
    return Tool.run(
        "ffmpeg",
        "-nostdin",
        "-v",
        "warning",
        "-err_detect",
        "explode",
        "-rtsp_transport",
        transport,
        "-i",
        url,
        "-frames:v",
        Integer.toString(frames),
        "-fps_mode",
        "passthrough",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "gray",
        "pipe:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void ffmpegSeesEveryFrameOfTheLoopInOrder(String transport) throws Exception {
    Tool ffmpeg = ffmpeg(transport, simulator.url("clean"), 120);

    assertThat(ffmpeg.messages()).isEmpty();
    assertThat(ffmpeg.exitCode()).isZero();
    assertThat(ffmpeg.output()).hasSize(120 * WIDTH * HEIGHT);
    for (int i = 0; i < 120; i++) {
      assertThat(code(ffmpeg, i)).as("frame %s", i).isEqualTo(OptionalInt.of(i % 50));
    }
  }

  private static OptionalInt code(Tool ffmpeg, int frame) {
    ByteBuffer pictures = ByteBuffer.wrap(ffmpeg.output());
    return BlockCode.read(pictures, frame * WIDTH * HEIGHT, WIDTH);
  }

  @Test
  void picturesChangeAtTheEndOfAGopWithoutAnError() throws Exception {
    Tool ffmpeg = ffmpeg("tcp", simulator.url("pictures"), 25 + 25 + 25 + 5 + 25 + 1);

    assertThat(ffmpeg.messages()).isEmpty();
    assertThat(code(ffmpeg, 24)).hasValue(24);
    assertThat(code(ffmpeg, 25)).hasValue(0);
    assertThat(code(ffmpeg, 49)).hasValue(0);
    assertThat(code(ffmpeg, 50)).isEmpty();
    assertThat(code(ffmpeg, 74)).isEmpty();
    assertThat(code(ffmpeg, 75)).hasValue(25);
    assertThat(code(ffmpeg, 76)).hasValue(30);
    assertThat(code(ffmpeg, 80)).hasValue(0);
    assertThat(code(ffmpeg, 104)).hasValue(24);
    assertThat(code(ffmpeg, 105)).hasValue(25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "digest"})
  void ffmpegProvesThePassword(String camera) throws Exception {
    String url = simulator.url(camera);
    Tool without = ffmpeg("tcp", url, 1);
    assertThat(without.messages()).contains("401");
    assertThat(without.exitCode()).isNotZero();

    Tool with = ffmpeg("tcp", url.replace("rtsp://", "rtsp://viewer:secret@"), 1);
    assertThat(with.exitCode()).as(with.messages()).isZero();
  }

  @Test
  void aTcpOnlyCameraRefusesUdp() throws Exception {
    Tool udp = ffmpeg("udp", simulator.url("tcp-only"), 1);
    assertThat(udp.messages()).contains("461");
    assertThat(ffmpeg("udp+tcp", simulator.url("tcp-only"), 1).exitCode()).isZero();
  }

  @Test
  void ffprobeReadsWhatTheCameraIs() throws Exception {
    assumeTrue(RequiredTool.present("ffprobe", "apt-get install ffmpeg"));
    Tool ffprobe =
        Tool.run(
            "ffprobe",
            "-v",
            "error",
            "-rtsp_transport",
            "tcp",
            "-show_entries",
            "stream=codec_name,profile,width,height,r_frame_rate",
            "-of",
            "csv=p=0",
            simulator.url("clean"));

    assertThat(new String(ffprobe.output(), StandardCharsets.UTF_8).strip())
        .isEqualTo("h264,Constrained Baseline,640,360,25/1");
  }

  @ParameterizedTest
  @CsvSource({"udp, clean", "tcp, clean", "tcp, tcp-only"})
  void gstreamerShowsIt(String transport, String camera) throws Exception {
    assumeTrue(
        RequiredTool.present(
            "gst-launch-1.0", "apt-get install gstreamer1.0-tools gstreamer1.0-plugins-bad"));
    Tool gstreamer =
        Tool.run(
            "gst-launch-1.0",
            "-v",
            "rtspsrc",
            "location=" + simulator.url(camera),
            "protocols=" + transport,
            "latency=100",
            "!",
            "rtph264depay",
            "!",
            "h264parse",
            "!",
            "openh264dec",
            "!",
            "identity",
            "silent=false",
            "eos-after=50",
            "!",
            "fakesink",
            "sync=false");

    assertThat(gstreamer.messages()).doesNotContain("ERROR", "WARNING");
    assertThat(gstreamer.exitCode()).as(gstreamer.messages()).isZero();
    assertThat(new String(gstreamer.output(), StandardCharsets.UTF_8))
        .contains("width=(int)640, height=(int)360")
        .contains("Got EOS");
  }
}
