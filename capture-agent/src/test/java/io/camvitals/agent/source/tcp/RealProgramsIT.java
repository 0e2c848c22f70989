package io.camvitals.agent.source.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.command.GstRtspServer;
import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.agent.source.LoopbackCapture;
import io.camvitals.agent.source.RecordedStreams.Stream;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.servers.FreePorts;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that nobody here wrote speak over the loopback interface, and tcpdump listens. */
@Timeout(120)
class RealProgramsIT {
  private static final String[] PICTURE = {
    "-re", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=25", "-t", "2"
  };

  @TempDir Path directory;

  @BeforeEach
  void tools() {
    assumeTrue(RequiredTool.present("ffmpeg"));
    assumeTrue(RequiredTool.present("tshark"));
    assumeTrue(
        RequiredTool.present(
            "tcpdump on lo",
            "apt-get install tcpdump, and run as root",
            LoopbackCapture::possible));
  }

  private static Process ffmpeg(Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void run(List<String> arguments) throws IOException, InterruptedException {
    Path log = directory.resolve("ffmpeg.log");
    Process process = ffmpeg(log, arguments);
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> joined(String[] first, String... rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rest));
    return all;
  }

  private static CapturedHosts read(Path capture) throws IOException {
    CapturedHosts hosts = new CapturedHosts();
    hosts.read(capture);
    hosts.agent.close();
    return hosts;
  }

  /** GStreamer's server, ffmpeg as the viewer; by TCP, and by TCP within HTTP. */
  @Test
  void rtspOverTcpAndWithinHttp() throws Exception {
    assumeTrue(RequiredTool.gstRtspServer());
    for (String transport : new String[] {"tcp", "http"}) {
      try (GstRtspServer server = new GstRtspServer();
          LoopbackCapture capture =
              new LoopbackCapture(
                  directory.resolve(transport + ".pcap"), "tcp port " + server.port())) {
        run(
            List.of(
                "-rtsp_transport",
                transport,
                "-i",
                server.url(),
                "-t",
                "2",
                "-c",
                "copy",
                "-f",
                "null",
                "-"));
        Path file = capture.end();
        CapturedHosts hosts = read(file);

        assertThat(hosts.told.dialogues).as(transport).hasSize(1);
        RtspDialogueReport dialogue = hosts.told.dialogues.get(0);
        assertThat(dialogue.tunnel()).isEqualTo(transport.equals("http") ? "http" : "");
        assertThat(dialogue.serverName()).containsIgnoringCase("gstreamer");
        assertThat(dialogue.userAgent()).startsWith("Lavf");
        assertThat(dialogue.exchanges())
            .extracting(RtspDialogueReport.Exchange::method)
            .containsSubsequence("OPTIONS", "DESCRIBE", "SETUP", "SETUP", "PLAY");
        assertThat(dialogue.exchanges().subList(0, 5))
            .allSatisfy(exchange -> assertThat(exchange.status()).isEqualTo(200));
        assertThat(hosts.streams.all())
            .extracting(stream -> stream.identity().getCodec())
            .containsExactlyInAnyOrder("H264", "PCMA");
        for (Stream stream : hosts.streams.all()) {
          assertThat(stream.identity().getDirection())
              .isEqualTo(MediaDirection.MEDIA_DIRECTION_FROM_CAMERA);
          assertThat(stream.identity().getSource().getPort()).isEqualTo(server.port());
          List<Integer> numbers = stream.sequences();
          for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(numbers.get(i - 1) + 1 & 0xffff);
          }
          assertThat(numbers.size()).isGreaterThan(5);
          assertThat(stream.dropped()).isZero();
        }
        assertThat(hosts.frames.snapshot().rejected()).isEmpty();
        assertThat(hosts.told.connections)
            .hasSize(transport.equals("http") ? 2 : 1)
            .extracting(TcpConnectionReport::protocol)
            .containsOnly(transport.equals("http") ? "rtsp-over-http" : "rtsp");
        TsharkTcp.compare(file, hosts);
      }
    }
  }

  /** Runs the client of a server that ends with it. */
  private void served(Process server, List<String> client) throws Exception {
    try {
      run(client);
    } finally {
      server.destroyForcibly();
    }
  }

  private static void awaitListening(int port) {
    // Not by connecting: ffmpeg serves one connection alone.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              try (ServerSocket taken =
                  new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return !taken.isBound();
              } catch (IOException inUse) {
                return true;
              }
            });
  }

  @Test
  void rtmpFlvAndMotionJpegAreNamed() throws Exception {
    record Case(String expected, String url, List<String> output) {}
    for (Case each :
        List.of(
            new Case("http-flv", "http://127.0.0.1:%d/x.flv", List.of("-c:v", "flv1", "-f", "flv")),
            new Case("http-mjpeg", "http://127.0.0.1:%d/x", List.of("-f", "mpjpeg")),
            new Case(
                "http-mpeg-ts",
                "http://127.0.0.1:%d/x.ts",
                List.of("-c:v", "mpeg2video", "-f", "mpegts")))) {
      int port = FreePorts.next();
      String url = each.url.formatted(port);
      List<String> serve = joined(PICTURE);
      serve.addAll(each.output);
      if (each.expected.equals("http-mjpeg")) {
        serve.addAll(List.of("-content_type", "multipart/x-mixed-replace;boundary=ffmpeg"));
      }
      serve.addAll(List.of("-listen", "1", url));
      try (LoopbackCapture capture =
          new LoopbackCapture(directory.resolve(each.expected + ".pcap"), "tcp port " + port)) {
        Process server = ffmpeg(directory.resolve("server.log"), serve);
        awaitListening(port);
        served(server, List.of("-i", url, "-t", "1", "-f", "null", "-"));
        Path file = capture.end();
        CapturedHosts hosts = read(file);
        assertThat(hosts.told.connections)
            .as(each.expected + Files.readString(directory.resolve("server.log")))
            .extracting(TcpConnectionReport::protocol)
            .contains(each.expected);
        TsharkTcp.compare(file, hosts);
      }
    }
  }

  @Test
  void rtmpIsNamedOnAnyPort() throws Exception {
    int port = FreePorts.next();
    String url = "rtmp://127.0.0.1:" + port + "/live/x";
    try (LoopbackCapture capture =
        new LoopbackCapture(directory.resolve("rtmp.pcap"), "tcp port " + port)) {
      Process server =
          ffmpeg(
              directory.resolve("server.log"),
              List.of("-listen", "1", "-f", "flv", "-i", url, "-f", "null", "-"));
      awaitListening(port);
      served(server, joined(PICTURE, "-c:v", "flv1", "-f", "flv", url));
      Path file = capture.end();
      CapturedHosts hosts = read(file);
      assertThat(hosts.told.connections)
          .extracting(TcpConnectionReport::protocol)
          .containsOnly("rtmp");
      assertThat(hosts.told.connections).allMatch(TcpConnectionReport::protocolByContent);
      TsharkTcp.compare(file, hosts);
    }
  }
}
