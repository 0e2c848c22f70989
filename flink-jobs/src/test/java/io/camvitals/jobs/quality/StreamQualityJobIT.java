package io.camvitals.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.dashboards.ElasticsearchUrl;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import io.camvitals.event.TopicInstaller;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.DeadLetter;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.elasticsearch.SearchedIndex;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.kafka.TopicClient;
import io.camvitals.servers.ElasticsearchServer;
import io.camvitals.servers.KafkaServer;
import io.camvitals.servers.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole job: real Kafka, Flink and Elasticsearch. */
class StreamQualityJobIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final ServerOptions PATIENT =
      ServerOptions.DEFAULTS.withStartTimeout(Duration.ofMinutes(3));
  private static final int PARALLELISM = 2;
  private static final long TEN_SECONDS = StreamQualityFunction.DOCUMENT_NS;

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
    TopicInstaller.install(kafka.bootstrapServers());
    topics = new TopicClient(kafka.bootstrapServers());
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .withRandomPorts()
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(PARALLELISM)
                .build());
    cluster.start();
    StreamExecutionEnvironment env = new TestStreamEnvironment(cluster, PARALLELISM);
    StreamQualityJob.build(
        env,
        new StreamQualityOptions(
            kafka.bootstrapServers(), url, Duration.ofMillis(500), Optional.empty(), PARALLELISM));
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

  /** Sends a trace in records of some tens of packets. */
  private static void send(PacketTrace trace, int from, int to) {
    for (int i = from; i < to; i++) {
      PacketTrace.Packet packet = trace.packets.get(i);
      trace.stream.packet(packet.number(), packet.arrivalNs());
      if (trace.stream.rows() == 20 || i == to - 1) {
        KafkaRecord record = trace.stream.record();
        topics.send(Topic.PACKETS, record.key, record.value);
      }
    }
  }

  private static List<PacketTrace> cameras(String prefix, int count, int packets) {
    List<PacketTrace> traces = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      String name = prefix + c;
      traces.add(
          PacketTrace.random(
              new TestStream(name, name.hashCode()),
              packets,
              TestStream.START_NS + c * 1_234_567_890L,
              c));
    }
    return traces;
  }

  private static Map<Long, JsonNode> documents(String camera) throws Exception {
    Map<Long, JsonNode> byStart = new TreeMap<>();
    for (JsonNode document :
        SearchedIndex.documents(url, DocumentKind.STREAM_QUALITY.pattern()).values()) {
      if (document.at("/camera/id").asText().equals(camera)) {
        var start = java.time.Instant.parse(document.get("@timestamp").asText());
        byStart.put(start.getEpochSecond() * TestStream.SECOND, document);
      }
    }
    return byStart;
  }

  private static void awaitHolds(ThrowingRunnable assertion) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(java.io.IOException.class)
        .untilAsserted(assertion);
  }

  private static void assertDocuments(PacketTrace trace) throws Exception {
    Map<Long, JsonNode> documents = documents(trace.stream.identity.getCameraId());
    Map<Long, PacketTrace.Expected> expected = trace.windows(TEN_SECONDS);
    assertThat(documents.keySet()).isEqualTo(expected.keySet());
    expected.forEach((start, window) -> assertDocument(documents.get(start), start, trace, window));
  }

  private static void assertDocument(
      JsonNode document, long start, PacketTrace trace, PacketTrace.Expected window) {
    assertThat(document.at("/rtp/packets").asLong()).isEqualTo(window.packets);
    assertThat(document.at("/rtp/duplicates").asLong()).isEqualTo(window.duplicates);
    assertThat(document.at("/rtp/unique").asLong()).isEqualTo(window.packets - window.duplicates);
    assertThat(document.at("/rtp/reordered").asLong()).isEqualTo(window.reordered);
    assertThat(document.at("/rtp/lost").asLong(-1)).isEqualTo(window.lost);
    long expected = window.packets - window.duplicates + window.lost;
    assertThat(document.at("/rtp/expected").asLong()).isEqualTo(expected);
    assertThat(document.at("/rtp/loss_ratio").asDouble())
        .isEqualTo((double) window.lost / expected);
    assertThat(document.at("/rtp/payload_bytes").asLong())
        .isEqualTo(window.packets * TestStream.PAYLOAD);
    assertThat(document.at("/rtp/wire_bytes").asLong())
        .isEqualTo(window.packets * (TestStream.PAYLOAD + TestStream.OVERHEAD));
    long observedNs = start + TEN_SECONDS - Math.max(start, trace.packets.get(0).arrivalNs());
    assertThat(document.at("/rtp/bitrate_bps").asDouble(-1))
        .isEqualTo(
            observedNs < 1_000_000_000L
                ? -1
                : window.packets * TestStream.PAYLOAD * 8 * 1e9 / observedNs);
    assertThat(document.at("/video/frames").asLong()).isEqualTo(window.frames);
    assertThat(document.at("/rtp/jitter/max_ms").asDouble())
        .isCloseTo(window.jitterMaxUnits / 90, within(0.001));
    assertThat(document.at("/rtp/jitter/last_ms").asDouble())
        .isCloseTo(window.jitterLastUnits / 90, within(0.001));
    assertThat(document.at("/capture/complete").asBoolean()).isTrue();
    assertThat(document.at("/event/duration").asLong()).isEqualTo(TEN_SECONDS);
    assertThat(java.time.Instant.parse(document.at("/event/end").asText()))
        .isEqualTo(java.time.Instant.ofEpochSecond(0, start + TEN_SECONDS));
  }

  @Test
  void documentsAndResultsHoldWhatWasSent() throws Exception {
    List<PacketTrace> traces = cameras("known-", 6, 3_300);
    for (PacketTrace trace : traces) {
      send(trace, 0, trace.packets.size());
    }
    for (PacketTrace trace : traces) {
      awaitHolds(() -> assertDocuments(trace));
    }
    String first = StreamKeys.of(traces.get(0).stream.identity);
    awaitHolds(
        () -> {
          Map<Long, StreamQuality> seconds = new TreeMap<>();
          for (KafkaRecord record : topics.all(Topic.STREAM_QUALITY)) {
            if (first.equals(new String(record.key, StandardCharsets.UTF_8))) {
              StreamQuality quality = StreamQuality.parseFrom(record.value);
              seconds.put(quality.getWindowStartNs(), quality);
            }
          }
          Map<Long, PacketTrace.Expected> expected = traces.get(0).windows(TestStream.SECOND);
          assertThat(seconds.keySet()).isEqualTo(expected.keySet());
          expected.forEach(
              (start, window) -> {
                assertThat(seconds.get(start).getPackets()).isEqualTo(window.packets);
                assertThat(seconds.get(start).getLost()).isEqualTo(window.lost);
                assertThat(seconds.get(start).getResolutionNs()).isEqualTo(TestStream.SECOND);
              });
        });
  }

  @Test
  void badRecordsAreDeadLettersWithTheirPlaceAndTheOthersGoOn() throws Exception {
    TestStream stream = new TestStream("poisoned", 99);
    byte[] good = stream.packets(0, 100).record().value;
    List<byte[]> values = new ArrayList<>();
    values.add(null);
    values.add(new byte[0]);
    values.add("no protobuf at all".getBytes(StandardCharsets.UTF_8));
    values.add(java.util.Arrays.copyOf(good, good.length / 2));
    values.add(new byte[1_040_000]);
    List<String> places = new ArrayList<>();
    topics.send(Topic.PACKETS, stream.key(), good);
    for (byte[] value : values) {
      places.add(place(topics.send(Topic.PACKETS, stream.key(), value)));
    }
    places.add(place(topics.send(Topic.PACKETS, "other".getBytes(StandardCharsets.UTF_8), good)));
    places.add(place(topics.send(Topic.PACKETS, null, good)));
    topics.send(Topic.PACKETS, stream.key(), stream.packets(100, 200).record().value);
    awaitHolds(
        () -> {
          List<String> letters = new ArrayList<>();
          for (KafkaRecord record : topics.all(Topic.DEAD_LETTERS)) {
            DeadLetter letter = DeadLetter.parseFrom(record.value);
            assertThat(letter.getReason()).isNotBlank();
            letters.add(letter.getTopic() + '-' + letter.getPartition() + '@' + letter.getOffset());
          }
          assertThat(letters).containsExactlyInAnyOrderElementsOf(places);
          assertThat(documents("poisoned").values())
              .singleElement()
              .satisfies(d -> assertThat(d.at("/rtp/packets").asLong()).isEqualTo(200));
        });
  }

  private static String place(RecordMetadata metadata) {
    return metadata.topic() + '-' + metadata.partition() + '@' + metadata.offset();
  }

  @Test
  void measuringGoesOnWhileElasticsearchIsAwayAndNoDocumentIsMissingAfterwards() throws Exception {
    List<PacketTrace> traces = cameras("outage-", 3, 6_000);
    for (PacketTrace trace : traces) {
      send(trace, 0, 2_500);
    }
    awaitHolds(() -> assertThat(documents("outage-0")).hasSizeGreaterThanOrEqualTo(2));
    elasticsearch.kill();
    String key = StreamKeys.of(traces.get(0).stream.identity);
    for (PacketTrace trace : traces) {
      send(trace, 2_500, trace.packets.size());
    }
    long lastStart = new TreeMap<>(traces.get(0).windows(TestStream.SECOND)).lastKey();
    awaitHolds(
        () ->
            assertThat(topics.all(Topic.STREAM_QUALITY))
                .filteredOn(r -> key.equals(new String(r.key, StandardCharsets.UTF_8)))
                .extracting(r -> StreamQuality.parseFrom(r.value).getWindowStartNs())
                .contains(lastStart));
    elasticsearch.restart();
    for (PacketTrace trace : traces) {
      awaitHolds(() -> assertDocuments(trace));
    }
  }

  @Test
  void noDocumentIsMissingOrDifferentWhenTaskManagersDie() throws Exception {
    List<PacketTrace> traces = cameras("failover-", 3, 4_500);
    for (PacketTrace trace : traces) {
      send(trace, 0, 1_500);
    }
    awaitHolds(() -> assertThat(documents("failover-0")).isNotEmpty());
    for (int dying = 0; dying < 2; dying++) {
      int from = 1_500 + dying * 1_000;
      cluster.startTaskManager();
      for (PacketTrace trace : traces) {
        send(trace, from, from + 500);
      }
      cluster.terminateTaskManager(dying).get();
      for (PacketTrace trace : traces) {
        send(trace, from + 500, from + 1_000);
      }
    }
    for (PacketTrace trace : traces) {
      send(trace, 3_500, trace.packets.size());
    }
    for (PacketTrace trace : traces) {
      awaitHolds(() -> assertDocuments(trace));
    }
    assertThat(
            cluster
                .getExecutionGraph(job.getJobID())
                .get()
                .getStatusTimestamp(JobStatus.RESTARTING))
        .as("one of the task managers was at work")
        .isPositive();
  }
}
