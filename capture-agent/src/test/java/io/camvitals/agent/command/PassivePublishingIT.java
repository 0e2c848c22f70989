package io.camvitals.agent.command;

import static io.camvitals.agent.source.CapturedHosts.frame;
import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import io.camvitals.agent.publish.KafkaRecords;
import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.agent.source.TestTraffic;
import io.camvitals.agent.source.TestTraffic.Connection;
import io.camvitals.agent.source.packet.LinkType;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.servers.KafkaServer;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the agent learns from a capture file reaches Kafka as it was learnt. */
@Timeout(120)
class PassivePublishingIT {
  private static final String CAMERA = CapturedHosts.CAMERA + ":554";
  private static final String URL = "rtsp://viewer:s3cret@192.0.2.7/live";
  private static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=cam\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
          + "a=rtpmap:96 H264/90000\r\na=control:trackID=1\r\nm=audio 0 RTP/AVP 0\r\n"
          + "a=control:trackID=2\r\n";

  @TempDir Path directory;

  /** A sender report with a canonical name. */
  private static byte[] named(int ssrc) {
    return hex(
        "80c80006 %08x 00000001 00000000 00000000 00000001 00000001".formatted(ssrc)
            + "81ca0003 %08x 01 04 63616d31 0000".formatted(ssrc).replace(" ", ""));
  }

  private static void session(TestTraffic traffic, int port, int ssrc) {
    Connection connection = traffic.connect(CapturedHosts.VIEWER + ":" + port, CAMERA);
    connection.client(CapturedHosts.request("DESCRIBE", URL, 1));
    connection.server(
        CapturedHosts.answer("401 Unauthorized", 1, "WWW-Authenticate: Basic realm=\"r\""));
    connection.client(
        CapturedHosts.request("DESCRIBE", URL, 2, "Authorization: Basic dmlld2VyOnMzY3JldA=="));
    connection.server(CapturedHosts.described(SDP, 2, "Server: cam/1.0"));
    for (int track = 1; track <= 2; track++) {
      String transport =
          "Transport: RTP/AVP/TCP;unicast;interleaved=" + (2 * track - 2) + "-" + (2 * track - 1);
      connection.client(
          CapturedHosts.request("SETUP", URL + "/trackID=" + track, 2 + track, transport));
      connection.server(CapturedHosts.answer(2 + track, "Session: 7;timeout=30", transport));
    }
    connection.client(CapturedHosts.request("PLAY", URL, 5, "Session: 7"));
    connection.server(CapturedHosts.answer(5, "Session: 7"));
    for (int i = 0; i < 100; i++) {
      byte[] video = frame(0, rtp(96, i, i * 3600, ssrc, 900));
      byte[] audio = frame(2, rtp(0, i, i * 160, ssrc + 1, 160));
      connection.server(concat(video, audio));
      traffic.pause(40);
      if (i % 50 == 10) {
        connection.server(concat(frame(1, named(ssrc)), frame(3, named(ssrc + 1))));
      }
    }
    connection.reset(1);
    traffic.pause(1_500);
  }

  private Path capture() throws IOException {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b23c4d, 262_144, LinkType.RAW);
    TestTraffic traffic =
        new TestTraffic(
            packet -> {
              byte[] bytes = new byte[packet.capturedLength()];
              packet.buffer().get(packet.offset(), bytes);
              writer.pcapRecord(
                  (int) (packet.timestampNs() / 1_000_000_000),
                  (int) (packet.timestampNs() % 1_000_000_000),
                  bytes.length,
                  bytes.length,
                  bytes);
            },
            CapturedHosts.START_NS);
    session(traffic, 40_000, 0x1000);
    session(traffic, 40_002, 0x2000);
    return Files.write(directory.resolve("cameras.pcap"), writer.bytes());
  }

  private static <T extends Message> List<T> all(
      KafkaServer kafka, Topic topic, Class<T> type, List<String> keys) throws Exception {
    List<T> events = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found : KafkaRecords.all(kafka.bootstrapServers(), topic)) {
      events.add(type.cast(topic.parse(found.value())));
      keys.add(found.key());
    }
    return events;
  }

  @Test
  void whatAFileTellsReachesItsTopics() throws Exception {
    Path file = capture();
    CapturedHosts expected = new CapturedHosts();
    expected.read(file);
    expected.agent.close();
    assertThat(expected.told.changes).hasSize(2);
    Path configuration =
        Files.write(
            directory.resolve("camvitals.yml"),
            List.of("agent: {site: dock, name: agent-7, http_port: 0}", "CAPTURE"));
    try (KafkaServer kafka = KafkaServer.start()) {
      Files.writeString(
          configuration,
          Files.readString(configuration)
              .replace(
                  "CAPTURE",
                  "kafka: {bootstrap_servers: \""
                      + kafka.bootstrapServers()
                      + "\"}\ncapture: {files: [{path: \""
                      + file
                      + "\"}]}\n"));
      Path log = directory.resolve("agent.log");
      try (AgentProcess agent = new AgentProcess(log, "--config", configuration.toString())) {
        await()
            .atMost(Duration.ofSeconds(60))
            .failFast("the agent has ended", () -> agent.log().contains("Exception in thread"))
            .until(() -> agent.log().contains("cameras.pcap has ended"));
        // The first events wait until the topics are there.
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    agent.health().at("/kafka/reachable").asBoolean()
                        && agent.health().at("/kafka/waiting_records").asInt() < 10);
        assertThat(agent.terminate(10, TimeUnit.SECONDS)).as(agent.log()).isZero();
        assertThat(agent.log()).doesNotContain("s3cret").doesNotContain("Let go of");
      }
      assertThatTcpIsAsTheFileHasIt(kafka, expected);
      assertThatRtspIsAsTheFileHasIt(kafka, expected);
      assertThatStreamsAreAsTheFileHasThem(kafka, expected);
    }
  }

  private static void assertThatTcpIsAsTheFileHasIt(KafkaServer kafka, CapturedHosts expected)
      throws Exception {
    List<String> keys = new ArrayList<>();
    List<TcpEvent> windows = all(kafka, Topic.TCP, TcpEvent.class, keys);
    for (int i = 0; i < windows.size(); i++) {
      assertThat(keys.get(i)).isEqualTo(StreamKeys.of(windows.get(i)));
    }
    assertThat(windows.stream().map(each -> each.toBuilder().clearVantagePoint().build()))
        .containsExactlyInAnyOrderElementsOf(
            expected.told.windows.stream()
                .map(each -> each.toBuilder().clearVantagePoint().build())
                .toList());
    assertThat(windows)
        .allMatch(
            window ->
                window
                    .getVantagePoint()
                    .equals(
                        VantagePoint.newBuilder()
                            .setSite("dock")
                            .setAgent("agent-7")
                            .setInterface("file")
                            .build()));
    assertThat(windows.stream().filter(window -> window.getEnd().equals("reset"))).hasSize(2);
    assertThat(windows.toString()).doesNotContain("s3cret");
  }

  private static void assertThatRtspIsAsTheFileHasIt(KafkaServer kafka, CapturedHosts expected)
      throws Exception {
    List<String> keys = new ArrayList<>();
    List<RtspEvent> events = all(kafka, Topic.RTSP, RtspEvent.class, keys);
    // One key, so one partition: in their order.
    assertThat(keys).containsOnly("192.0.2.7:554");
    assertThat(events.stream().map(each -> each.toBuilder().clearVantagePoint().build()))
        .containsExactlyElementsOf(
            expected.told.rtsp.stream()
                .map(each -> each.toBuilder().clearVantagePoint().build())
                .toList());
    assertThat(events.toString()).doesNotContain("s3cret").doesNotContain("dmlld2Vy");
  }

  private static void assertThatStreamsAreAsTheFileHasThem(
      KafkaServer kafka, CapturedHosts expected) throws Exception {
    Map<String, Long> rows = new HashMap<>();
    Map<String, StreamIdentity> identities = new HashMap<>();
    for (PacketBatch batch : KafkaRecords.batches(kafka.bootstrapServers())) {
      String key = StreamKeys.of(batch.getStream());
      rows.merge(key, (long) batch.getFlagsCount(), Long::sum);
      identities.put(key, batch.getStream());
    }
    assertThat(rows.values()).containsExactly(100L, 100L, 100L, 100L);
    List<String> keys = new ArrayList<>();
    List<StreamChangeEvent> changes =
        all(kafka, Topic.STREAM_CHANGES, StreamChangeEvent.class, keys);
    assertThat(changes)
        .extracting(
            change ->
                change.getStream().getChannel()
                    + change.getTimeNs()
                    + change.getInterruptionNs()
                    + change.getKind())
        .containsExactlyInAnyOrderElementsOf(
            expected.told.changes.stream()
                .map(
                    change ->
                        change.getStream().getChannel()
                            + change.getTimeNs()
                            + change.getInterruptionNs()
                            + change.getKind())
                .toList());
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "dock/agent-7/file/rtsp://192.0.2.7/live trackID=1",
            "dock/agent-7/file/rtsp://192.0.2.7/live trackID=2");
    for (StreamChangeEvent change : changes) {
      assertThat(identities).containsKey(StreamKeys.of(change.getStream()));
      assertThat(identities).containsKey(StreamKeys.of(change.getPrevious()));
      assertThat(change.getKind()).isEqualTo(StreamChangeEvent.Kind.KIND_SESSION);
    }
    List<RtcpEvent> reports = all(kafka, Topic.RTCP, RtcpEvent.class, keys);
    assertThat(reports).hasSize(8).allMatch(report -> report.getCname().equals("cam1"));
    assertThat(reports)
        .filteredOn(report -> report.getStream().getSsrc() == 0x2001)
        .allMatch(report -> report.getCompanionSsrcList().contains(0x2000));
  }
}
