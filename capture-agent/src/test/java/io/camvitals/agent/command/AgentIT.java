package io.camvitals.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.publish.KafkaRecords;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.event.v1.CaptureHealth;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.FrameState;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.PictureType;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.servers.FreePorts;
import io.camvitals.servers.KafkaServer;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent as its users run it: a process, real RTSP servers, a real Kafka. */
@Timeout(180)
class AgentIT {
  @TempDir Path directory;

  private Path configuration(String kafka, String... cameras) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("agent: {site: dock, name: agent-7, http_port: 0}");
    lines.add("kafka: {bootstrap_servers: \"" + kafka + "\"}");
    lines.add("rtsp: {timeout: 2s, reconnect_maximum: 1s}");
    lines.add("cameras:");
    lines.addAll(List.of(cameras));
    Path file = directory.resolve("camvitals.yml");
    // In one step, so that the agent never reads half of it.
    Path written = Files.write(directory.resolve("new.yml"), lines);
    return Files.move(
        written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String camera(String id, String url, String transport) {
    return "  - {id: " + id + ", url: \"" + url + "\", transport: " + transport + "}";
  }

  private AgentProcess start(Path configuration) throws IOException {
    return new AgentProcess(directory.resolve("agent.log"), "--config", configuration.toString());
  }

  private static void awaitState(AgentProcess agent, String camera, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .failFast("the agent has ended", () -> agent.log().contains("Exception in thread"))
        .until(() -> agent.camera(camera).path("state").asText().equals(state));
  }

  @Test
  void camerasBecomeEventsInKafka() throws Exception {
    assumeTrue(RequiredTool.gstRtspServer());
    try (KafkaServer kafka = KafkaServer.start();
        GstRtspServer server = new GstRtspServer()) {
      Path file =
          configuration(
              kafka.bootstrapServers(),
              camera("udp-1", server.url(), "udp"),
              camera("tcp-1", server.url(), "tcp"));
      long packets;
      try (AgentProcess agent = start(file)) {
        awaitState(agent, "udp-1", "playing");
        awaitState(agent, "tcp-1", "playing");
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    agent.health().path("status").asText().equals("ok")
                        && agent.camera("udp-1").path("packets").asLong() > 300
                        && agent.camera("tcp-1").path("packets").asLong() > 300);
        // The sound may begin later than the picture.
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () -> assertThat(streams(kafka.bootstrapServers())).as(agent.log()).hasSize(4));
        assertThat(agent.camera("udp-1").path("transport").asText()).isEqualTo("udp");
        assertThat(agent.camera("tcp-1").path("transport").asText()).isEqualTo("tcp");
        assertThat(agent.metrics()).contains("camvitals_camera_playing{camera=\"udp-1\"} 1");
        packets = agent.health().at("/interfaces/0/packets_accepted").asLong();
        assertThat(agent.terminate(5, TimeUnit.SECONDS)).as("exit code after SIGTERM").isZero();
        assertThat(agent.log()).doesNotContain("Let go of");
      }
      assertThatEventsHold(kafka.bootstrapServers(), packets);
    }
  }

  private static Set<StreamIdentity> streams(String kafka) throws Exception {
    return KafkaRecords.batches(kafka).stream()
        .map(PacketBatch::getStream)
        .collect(Collectors.toSet());
  }

  private static void assertThatEventsHold(String kafka, long packetsSeen) throws Exception {
    Map<StreamIdentity, Long> rows = new HashMap<>();
    for (PacketBatch batch : KafkaRecords.batches(kafka)) {
      rows.merge(batch.getStream(), (long) batch.getFlagsCount(), Long::sum);
    }
    assertThat(rows.keySet())
        .extracting(stream -> stream.getCameraId() + " " + stream.getCodec())
        .containsExactlyInAnyOrder("udp-1 H264", "udp-1 PCMA", "tcp-1 H264", "tcp-1 PCMA");
    for (StreamIdentity stream : rows.keySet()) {
      assertThat(stream.getVantagePoint().getSite()).isEqualTo("dock");
      assertThat(stream.getVantagePoint().getInterface()).isEqualTo("rtsp");
      assertThat(stream.getClockRate())
          .isEqualTo(stream.getCodec().equals("H264") ? 90_000 : 8_000);
      assertThat(stream.getSignalled()).isTrue();
      assertThat(stream.getSource().getPort()).isPositive();
      assertThat(stream.getDestination().getAddress().toByteArray()).containsExactly(127, 0, 0, 1);
    }
    List<FrameEvent> frames = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found : KafkaRecords.all(kafka, Topic.FRAMES)) {
      frames.add(FrameEvent.parseFrom(found.value()));
    }
    assertThat(frames).anyMatch(FrameEvent::getKeyFrame);
    assertFramesTellThePictures(frames);
    assertSoundIsTold(kafka);
    assertThat(frames.stream().filter(FrameEvent::getComplete).count())
        .isGreaterThan(frames.size() * 9L / 10);
    List<RtcpEvent> reports = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found : KafkaRecords.all(kafka, Topic.RTCP)) {
      reports.add(RtcpEvent.parseFrom(found.value()));
    }
    assertThat(reports).anyMatch(RtcpEvent::hasSenderReport);
    assertThat(reports).allMatch(report -> rows.containsKey(report.getStream()));
    List<CaptureHealth> beats = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found : KafkaRecords.all(kafka, Topic.CAPTURE_HEALTH)) {
      beats.add(CaptureHealth.parseFrom(found.value()));
    }
    CaptureHealth last = beats.get(beats.size() - 1);
    assertThat(last.getPacketsSeen()).isGreaterThanOrEqualTo(packetsSeen);
    assertThat(last.getPacketsSeen())
        .isEqualTo(
            last.getPacketsAccepted()
                + last.getPacketsRejectedMap().values().stream().mapToLong(n -> n).sum());
    assertThat(rows.values().stream().mapToLong(n -> n).sum() + reports.size())
        .as("every packet accepted is a row or a report in Kafka")
        .isEqualTo(last.getPacketsAccepted());
    assertThat(rtspEvents(kafka))
        .extracting(event -> event.getCameraId() + " " + event.getKind())
        .contains("udp-1 KIND_CONNECTED", "udp-1 KIND_PLAYING", "tcp-1 KIND_DISCONNECTED");
  }

  private static void assertFramesTellThePictures(List<FrameEvent> frames) {
    for (String camera : List.of("udp-1", "tcp-1")) {
      List<FrameEvent> its =
          frames.stream().filter(frame -> frame.getStream().getCameraId().equals(camera)).toList();
      for (int i = 0; i < its.size(); i++) {
        assertThat(its.get(i).getEventNumber()).as("%s's frames in order", camera).isEqualTo(i);
      }
      assertThat(its).anyMatch(frame -> frame.getState() == FrameState.FRAME_STATE_INTACT);
      assertThat(its)
          .noneMatch(frame -> frame.getState() == FrameState.FRAME_STATE_UNSPECIFIED)
          .filteredOn(FrameEvent::getKeyFrame)
          .isNotEmpty()
          .allMatch(frame -> frame.getPictureType() == PictureType.PICTURE_TYPE_INTRA)
          .allMatch(frame -> frame.getFormat().getWidth() > 0)
          .allMatch(frame -> frame.getFormat().getHeight() > 0);
    }
  }

  private static void assertSoundIsTold(String kafka) throws Exception {
    List<AudioFrameEvent> seconds = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found : KafkaRecords.all(kafka, Topic.AUDIO_FRAMES)) {
      seconds.add(AudioFrameEvent.parseFrom(found.value()));
    }
    assertThat(seconds)
        .extracting(second -> second.getStream().getCameraId() + second.getStream().getCodec())
        .contains("udp-1PCMA", "tcp-1PCMA");
    assertThat(seconds)
        .allMatch(second -> second.getFrames() == second.getPackets())
        // One byte of PCMA is a sample, of 125 microseconds.
        .allMatch(second -> second.getMediaDurationNs() == second.getBytes() * 125_000);
  }

  private static List<RtspEvent> rtspEvents(String kafka) throws Exception {
    List<RtspEvent> events = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found : KafkaRecords.all(kafka, Topic.RTSP)) {
      events.add(RtspEvent.parseFrom(found.value()));
    }
    return events;
  }

  @Test
  void aCameraThatAnswersWronglyLeavesTheOthersAlone() throws Exception {
    assumeTrue(RequiredTool.gstRtspServer());
    try (GstRtspServer server = new GstRtspServer();
        FaultyCamera refusing =
            new FaultyCamera(
                "401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"1\"\r\n\r\n");
        FaultyCamera missing = new FaultyCamera("404 Not Found\r\n\r\n");
        FaultyCamera forgetful = new FaultyCamera("454 Session Not Found\r\n\r\n");
        FaultyCamera broken = new FaultyCamera("500 Internal Server Error\r\n\r\n");
        FaultyCamera halting =
            new FaultyCamera(
                "200 OK\r\nContent-Type: application/sdp\r\nContent-Length: 400\r\n\r\nv=0");
        FaultyCamera babbling = new FaultyCamera("nonsense \0\1\2\r\n\r\n$$$$");
        AgentProcess agent =
            start(
                configuration(
                    "127.0.0.1:" + FreePorts.next(),
                    camera("good", server.url(), "udp"),
                    camera("refusing", refusing.url(), "auto"),
                    camera("missing", missing.url(), "auto"),
                    camera("forgetful", forgetful.url(), "auto"),
                    camera("broken", broken.url(), "auto"),
                    camera("halting", halting.url(), "auto"),
                    camera("babbling", babbling.url(), "auto"),
                    camera("absent", "rtsp://127.0.0.1:" + FreePorts.next() + "/", "auto")))) {
      awaitState(agent, "good", "playing");
      for (FaultyCamera camera : List.of(missing, forgetful, broken, halting, babbling)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> camera.requests() >= 2);
      }
      for (String[] expected :
          new String[][] {
            {"refusing", "refused the user"},
            {"missing", "404"},
            {"forgetful", "454"},
            {"broken", "500"},
            {"absent", "refused"}
          }) {
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(
                () ->
                    assertThat(agent.camera(expected[0]).path("reason").asText())
                        .contains(expected[1]));
      }
      for (String id : List.of("halting", "babbling")) {
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> !agent.camera(id).path("reason").asText().isEmpty());
      }
      assertThat(agent.log())
          .contains("Camera refusing does not play")
          .contains("see that username and password are right")
          .contains("Camera missing does not play")
          .contains("see that the path of its url is right")
          .doesNotContain("hunter2");
      assertThat(agent.health().toString()).doesNotContain("hunter2");
      assertThat(agent.camera("good").path("sessions").asInt()).isEqualTo(1);
      long before = agent.camera("good").path("packets").asLong();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> agent.camera("good").path("packets").asLong() > before + 50);
      assertThat(agent.terminate(5, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void camerasChangeWithoutARestartAndTheOthersAreLeftAlone() throws Exception {
    assumeTrue(RequiredTool.gstRtspServer());
    String kafka = "127.0.0.1:" + FreePorts.next();
    try (GstRtspServer server = new GstRtspServer();
        AgentProcess agent =
            start(
                configuration(
                    kafka,
                    camera("stays", server.url(), "udp"),
                    camera("changes", server.url(), "udp"),
                    camera("goes", server.url(), "udp")))) {
      awaitState(agent, "stays", "playing");
      awaitState(agent, "changes", "playing");
      awaitState(agent, "goes", "playing");
      Path file =
          configuration(
              kafka,
              camera("stays", server.url(), "udp"),
              camera("changes", server.url(), "tcp"),
              camera("comes", server.url(), "tcp"));
      awaitState(agent, "comes", "playing");
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> agent.camera("changes").path("transport").asText().equals("tcp"));
      assertThat(agent.camera("goes").isMissingNode()).isTrue();
      assertThat(agent.camera("stays").path("sessions").asInt()).isEqualTo(1);

      Files.writeString(file, "cameras: [{id: 1}]", StandardOpenOption.TRUNCATE_EXISTING);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> agent.log().contains("stays as it was, for the new one is wrong"));
      assertThat(agent.camera("stays").path("state").asText()).isEqualTo("playing");

      Files.delete(file);
      configuration(kafka, camera("stays", server.url(), "udp"));
      new ProcessBuilder("kill", "-HUP", Long.toString(agent.pid())).start().waitFor();
      await().atMost(Duration.ofSeconds(10)).until(() -> agent.camera("comes").isMissingNode());
      assertThat(agent.camera("stays").path("sessions").asInt()).isEqualTo(1);
      assertThat(agent.camera("stays").path("state").asText()).isEqualTo("playing");
    }
  }

  @Test
  void withoutItsNativeLibraryItReceivesByTheJdk() throws Exception {
    assumeTrue(RequiredTool.gstRtspServer());
    String kafka = "127.0.0.1:" + FreePorts.next();
    try (GstRtspServer server = new GstRtspServer();
        AgentProcess agent =
            new AgentProcess(
                directory.resolve("agent.log"),
                List.of("-Djna.nounpack=true"),
                "--config",
                configuration(kafka, camera("udp-1", server.url(), "udp")).toString())) {
      awaitState(agent, "udp-1", "playing");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> agent.camera("udp-1").path("packets").asLong() > 100);
      assertThat(agent.log())
          .containsOnlyOnce("UDP packets get their time of arrival when they are read");
      assertThat(agent.terminate(5, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void aConfigurationThatIsWrongIsUsage() throws Exception {
    Path file =
        Files.writeString(directory.resolve("wrong.yml"), "agent: {sit: dock}\nkafka: [1]\n");
    try (AgentProcess agent = start(file)) {
      assertThat(agent.awaitExit()).isEqualTo(2);
      assertThat(agent.log())
          .contains("wrong.yml:1: agent.sit: unknown key; did you mean site?")
          .contains("wrong.yml:2: kafka: keys with values are expected, not a list");
    }
  }
}
