package io.camvitals.jobs.quality;

import static io.camvitals.jobs.quality.TestStream.SECOND;
import static io.camvitals.jobs.quality.TestStream.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import io.camvitals.dashboards.ElasticsearchUrl;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.CaptureHealth;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.TransportStreamEvent;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.event.v1.WirelessEvent;
import io.camvitals.jobs.document.StoredDocuments;
import io.camvitals.jobs.elasticsearch.SearchedIndex;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.kafka.TopicClient;
import io.camvitals.jobs.tcp.TestConnection;
import io.camvitals.servers.ElasticsearchServer;
import io.camvitals.servers.KafkaServer;
import io.camvitals.servers.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each kind of document from real Kafka over Flink to real Elasticsearch. */
class WindowDocumentsIT {
  private static final ServerOptions PATIENT =
      ServerOptions.DEFAULTS.withStartTimeout(Duration.ofMinutes(3));

  private static KafkaServer kafka;
  private static ElasticsearchServer elasticsearch;
  private static ElasticsearchUrl url;
  private static TopicClient topics;
  private static MiniCluster cluster;
  private static JobClient job;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaServer.start(PATIENT);
    elasticsearch = ElasticsearchServer.start(PATIENT);
    url = ElasticsearchUrl.parse(elasticsearch.url());
    StreamQualityPrerequisites.install(kafka.bootstrapServers(), url, Duration.ofMinutes(1));
    topics = new TopicClient(kafka.bootstrapServers());
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .withRandomPorts()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    StreamExecutionEnvironment env = new TestStreamEnvironment(cluster, 2);
    StreamQualityJob.build(
        env,
        new StreamQualityOptions(
            kafka.bootstrapServers(), url, Duration.ofMillis(500), Optional.empty(), 2));
    job = env.executeAsync();
  }

  @AfterAll
  static void stop() throws Exception {
    try (KafkaServer last = kafka;
        ElasticsearchServer then = elasticsearch;
        TopicClient second = topics;
        MiniCluster first = cluster) {
      job.cancel().get();
    }
  }

  private static void send(Topic topic, String key, Message event) {
    topics.send(topic, key.getBytes(StandardCharsets.UTF_8), event.toByteArray());
  }

  private static void send(KafkaRecord record) {
    topics.send(Topic.named(record.topic).orElseThrow(), record.key, record.value);
  }

  private static List<JsonNode> documents(DocumentKind kind, String pointer, String value)
      throws Exception {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode document : SearchedIndex.documents(url, kind.pattern()).values()) {
      if (document.at(pointer).asText().equals(value)) {
        StoredDocuments.assertDeclared(kind, document);
        found.add(document);
      }
    }
    found.sort(Comparator.comparing(d -> d.get("@timestamp").asText()));
    return found;
  }

  private static void awaitHolds(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .ignoreException(java.io.IOException.class)
        .untilAsserted(assertion);
  }

  @Test
  void aStreamsDocumentsHoldItsFramesItsRtcpAndWhatItsInterfaceMissed() throws Exception {
    StreamIdentity identity =
        TestStream.identity("joined", 4711).toBuilder()
            .setVantagePoint(
                VantagePoint.newBuilder()
                    .setSite("site-1")
                    .setAgent("agent-9")
                    .setInterface("eth0"))
            .build();
    TestParts parts = new TestParts(new TestStream(identity));
    for (int i = 0; i < 15; i++) {
      send(parts.senderReport(START_NS + i * 2L * SECOND, 250_000_000L).record);
    }
    for (int n = 0; n < 3_000; n += 50) {
      send(parts.stream.packets(n, n + 50).record());
    }
    for (int i = 0; i < 60; i++) {
      int size = 1_000 + i;
      send(parts.frame(i, i * SECOND / 2, f -> f.setSize(size)).record);
    }
    awaitHolds(
        () ->
            assertThat(documents(DocumentKind.STREAM_QUALITY, "/camera/id", "joined")).hasSize(3));
    // The evidence comes when the documents are long there.
    for (int second = 10; second <= 14; second++) {
      send(
          Topic.CAPTURE_HEALTH,
          "site-1/agent-9/eth0",
          CaptureHealth.newBuilder()
              .setVantagePoint(identity.getVantagePoint())
              .setStartedNs(START_NS)
              .setTimeNs(START_NS + (second + 2) * SECOND)
              .setKernelDropped(second >= 12 ? 17 : 0)
              .build());
    }
    awaitHolds(
        () -> {
          List<JsonNode> windows = documents(DocumentKind.STREAM_QUALITY, "/camera/id", "joined");
          assertThat(windows).hasSize(3);
          for (int w = 0; w < 3; w++) {
            JsonNode window = windows.get(w);
            assertThat(window.at("/rtp/packets").asInt()).isEqualTo(1_000);
            assertThat(window.at("/rtcp/sender_reports").asInt()).isEqualTo(5);
            assertThat(window.at("/rtcp/cname").asText()).isEqualTo("camera@192.0.2.7");
            assertThat(window.at("/rtcp/sender_clock/offset_ms").asDouble())
                .isCloseTo(250, within(0.01));
            assertThat(window.at("/video/assembled_frames").asInt()).isEqualTo(20);
            assertThat(window.at("/video/predicted/bytes_max").asInt())
                .isEqualTo(1_000 + 20 * w + 19);
            assertThat(window.at("/capture/complete").asBoolean()).isEqualTo(w != 1);
          }
          assertThat(windows.get(1).at("/capture/interface/kernel_dropped").asInt()).isEqualTo(17);
          assertThat(windows.get(1).at("/rtp").has("loss_ratio")).isFalse();
        });
    awaitHolds(
        () -> {
          List<JsonNode> health =
              documents(DocumentKind.CAPTURE_HEALTH, "/observer/name", "agent-9");
          assertThat(health).hasSize(1);
          assertThat(health.get(0).at("/health/kernel_dropped").asInt()).isEqualTo(17);
        });
    send(parts.rtcp(RtcpEvent.newBuilder().setBye(true), START_NS + 31 * SECOND).record);
    awaitHolds(
        () ->
            assertThat(documents(DocumentKind.STREAM_CHANGE, "/event/action", "goodbye"))
                .hasSize(1));
  }

  @Test
  void connectionsTransportStreamsRtspAndChangesHaveDocumentsOfTheirOwn() throws Exception {
    TestConnection connection = new TestConnection(50_000);
    long[] bytes = new long[3];
    for (int second = 0; second < 25; second++) {
      TcpEvent event = connection.second(second).setEnd(second == 24 ? "finished" : "").build();
      bytes[second / 10] += event.getFromServer().getBytes();
      send(Topic.TCP, connection.key(), event);
      send(Topic.TCP, connection.key(), event);
    }
    StreamIdentity stream = TestStream.identity("mpeg", 5);
    for (int second = 0; second < 20; second++) {
      send(
          Topic.TRANSPORT_STREAM,
          StreamKeys.of(stream),
          TransportStreamEvent.newBuilder()
              .setStream(stream)
              .setSecondStartNs(START_NS + second * SECOND)
              .setPackets(100)
              .setContinuityErrors(second)
              .setEventNumber(second)
              .build());
    }
    RtspEvent play =
        RtspEvent.newBuilder()
            .setVantagePoint(stream.getVantagePoint())
            .setCameraId("mpeg")
            .setTimeNs(START_NS)
            .setKind(RtspEvent.Kind.KIND_EXCHANGE)
            .setMethod("PLAY")
            .setStatusCode(200)
            .setResponseTimeNs(4_000_000)
            .build();
    send(Topic.RTSP, "mpeg", play);
    send(Topic.RTSP, "mpeg", play);
    send(
        Topic.STREAM_CHANGES,
        "any",
        StreamChangeEvent.newBuilder()
            .setStream(stream)
            .setPrevious(TestStream.identity("mpeg", 4))
            .setTimeNs(START_NS)
            .setKind(StreamChangeEvent.Kind.KIND_SSRC)
            .build());
    awaitHolds(
        () -> {
          List<JsonNode> windows =
              documents(DocumentKind.TCP_CONNECTION, "/tcp/id", connection.key());
          assertThat(windows)
              .extracting(w -> w.at("/tcp/from_server/bytes").asLong())
              .containsExactly(bytes[0], bytes[1], bytes[2]);
          assertThat(windows)
              .extracting(w -> w.at("/tcp/end").asText())
              .containsExactly("", "", "finished");
        });
    awaitHolds(
        () ->
            assertThat(documents(DocumentKind.TRANSPORT_STREAM, "/camera/id", "mpeg"))
                .extracting(w -> w.at("/transport_stream/tr101290/continuity_errors").asInt())
                .containsExactly(45, 145));
    awaitHolds(
        () ->
            assertThat(documents(DocumentKind.RTSP, "/camera/id", "mpeg"))
                .singleElement()
                .satisfies(
                    d -> assertThat(d.at("/rtsp/response_time_ms").asDouble()).isEqualTo(4)));
    awaitHolds(
        () ->
            assertThat(documents(DocumentKind.STREAM_CHANGE, "/camera/id", "mpeg"))
                .singleElement()
                .satisfies(d -> assertThat(d.at("/event/action").asText()).isEqualTo("ssrc")));
  }

  @Test
  void stationsOfWirelessNetworksHaveDocuments() throws Exception {
    for (int second = 0; second < 20; second++) {
      WirelessEvent event =
          WirelessEvent.newBuilder()
              .setVantagePoint(TestStream.identity("mpeg", 5).getVantagePoint())
              .setTransmitter("00-00-5E-00-53-23")
              .setWindowStartNs(START_NS + second * SECOND)
              .setWindowNs(SECOND)
              .addChannels(6)
              .setFrames(1)
              .setDataFrames(1)
              .setRetries(second / 10)
              .build();
      send(Topic.WIRELESS, StreamKeys.of(event), event);
    }
    awaitHolds(
        () ->
            assertThat(documents(DocumentKind.WIRELESS, "/source/mac", "00-00-5E-00-53-23"))
                .extracting(w -> w.at("/wireless/retry_ratio").asDouble())
                .containsExactly(0.0, 1.0));
  }

  @Test
  void aBadRecordOfEachTopicIsADeadLetterAndStopsNothing() throws Exception {
    List<Topic> read =
        List.of(
            Topic.RTCP,
            Topic.FRAMES,
            Topic.AUDIO_FRAMES,
            Topic.CAPTURE_HEALTH,
            Topic.TCP,
            Topic.TRANSPORT_STREAM,
            Topic.WIRELESS,
            Topic.RTSP,
            Topic.STREAM_CHANGES);
    byte[] key = "poisoned".getBytes(StandardCharsets.UTF_8);
    for (Topic topic : read) {
      topics.send(topic, key, "no protobuf at all".getBytes(StandardCharsets.UTF_8));
    }
    awaitHolds(
        () ->
            assertThat(topics.all(Topic.DEAD_LETTERS))
                .extracting(r -> io.camvitals.event.v1.DeadLetter.parseFrom(r.value).getTopic())
                .containsAll(read.stream().map(Topic::topicName).toList()));
  }
}
