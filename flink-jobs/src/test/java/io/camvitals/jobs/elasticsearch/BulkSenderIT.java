package io.camvitals.jobs.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.dashboards.ElasticsearchUrl;
import io.camvitals.dashboards.IndexTemplates;
import io.camvitals.event.v1.DeadLetter;
import io.camvitals.jobs.deadletter.DeadLetterPublisher;
import io.camvitals.servers.ElasticsearchServer;
import io.camvitals.servers.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sender against a real Elasticsearch, through a proxy that refuses what it is told to. */
class BulkSenderIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static ElasticsearchServer server;
  private static ElasticsearchUrl direct;

  private final String index = "camvitals-stream-quality-" + UUID.randomUUID();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();
  private final AtomicInteger lettersToLose = new AtomicInteger();
  private final AtomicInteger completed = new AtomicInteger();
  private final List<Exception> fatal = new CopyOnWriteArrayList<>();
  private ElasticsearchProxy proxy;
  private BulkSender sender;

  @BeforeAll
  static void startServer() {
    server =
        ElasticsearchServer.start(ServerOptions.DEFAULTS.withStartTimeout(Duration.ofMinutes(3)));
    direct = ElasticsearchUrl.parse(server.url());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    proxy = new ElasticsearchProxy(direct);
    sender = sender(proxy.url());
  }

  @AfterEach
  void close() throws Exception {
    sender.close();
    proxy.close();
  }

  private BulkSender sender(ElasticsearchUrl url) {
    return new BulkSender(
        new BulkClient(url),
        () -> IndexTemplates.install(url, Duration.ZERO),
        new DeadLetterPublisher() {
          @Override
          public CompletableFuture<Void> publish(DeadLetter letter) {
            if (lettersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
              return CompletableFuture.failedFuture(new IllegalStateException("Kafka is away"));
            }
            letters.add(letter);
            return CompletableFuture.completedFuture(null);
          }

          @Override
          public void close() {}
        },
        new DocumentCounters(new RecordingMetrics("")),
        new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), new SplittableRandom(1)));
  }

  private final class RecordingMetrics extends UnregisteredMetricsGroup {
    private final String prefix;

    RecordingMetrics(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new RecordingMetrics(prefix + name + '.');
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new RecordingMetrics(prefix + key + '.' + value + '.');
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
      counters.put(prefix + name, counter);
      return counter;
    }
  }

  private long counter(String name) {
    Counter counter = counters.get("documents." + name);
    return counter == null ? 0 : counter.getCount();
  }

  private BulkDocument document(String id, long version, String rest) {
    return new BulkDocument(
        index,
        id,
        version,
        ("{\"event\":{\"kind\":\"metric\"},\"@timestamp\":\"2026-01-02T03:04:10Z\"" + rest + "}")
            .getBytes(StandardCharsets.UTF_8));
  }

  private BulkDocument packets(String id, long version, int packets) {
    return document(id, version, ",\"rtp\":{\"packets\":" + packets + "}");
  }

  private void submit(BulkDocument... documents) {
    sender.submit(
        List.of(documents),
        new ResultHandler<>() {
          @Override
          public void complete() {
            completed.incrementAndGet();
          }

          @Override
          public void completeExceptionally(Exception e) {
            fatal.add(e);
          }

          @Override
          public void retryForEntries(List<BulkDocument> entries) {
            fatal.add(new IllegalStateException("the sender retries by itself"));
          }
        });
  }

  private Map<String, JsonNode> found() throws Exception {
    java.net.http.HttpClient.newHttpClient()
        .send(
            java.net.http.HttpRequest.newBuilder(direct.resolve("/" + index + "/_refresh"))
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                .build(),
            java.net.http.HttpResponse.BodyHandlers.discarding());
    return SearchedIndex.documents(direct, index);
  }

  private void awaitCompleted(int submissions) {
    await().atMost(LONG).until(() -> completed.get() == submissions || !fatal.isEmpty());
    assertThat(fatal).isEmpty();
    assertThat(sender.inFlight()).isEmpty();
    assertThat(counter("sent"))
        .isEqualTo(counter("accepted") + counter("superseded") + counter("rejected"));
  }

  @Test
  void documentsAreWrittenWithTheTimeOfTheirSending() throws Exception {
    Instant before = Instant.now().minusMillis(1);
    submit(packets("a", 1, 10), packets("b", 1, 20));
    awaitCompleted(1);
    assertThat(found().keySet()).containsExactly("a", "b");
    assertThat(found().get("b").at("/rtp/packets").asInt()).isEqualTo(20);
    assertThat(Instant.parse(found().get("a").at("/event/ingested").asText()))
        .isBetween(before, Instant.now());
    assertThat(counter("accepted")).isEqualTo(2);
    assertThat(counter("retried")).isZero();
  }

  @Test
  void anOlderStateNeverReplacesANewerOne() throws Exception {
    submit(packets("a", 7, 70));
    awaitCompleted(1);
    submit(packets("a", 6, 60));
    awaitCompleted(2);
    assertThat(found().get("a").at("/rtp/packets").asInt()).isEqualTo(70);
    submit(packets("a", 7, 71));
    awaitCompleted(3);
    assertThat(found().get("a").at("/rtp/packets").asInt()).isEqualTo(71);
    assertThat(counter("superseded")).isEqualTo(1);
    assertThat(counter("accepted")).isEqualTo(2);
    assertThat(letters).isEmpty();
  }

  @Test
  void requestsThatAreRefusedForNowAreRepeated() throws Exception {
    for (int status : new int[] {503, 429, 500, 401}) {
      int earlier = completed.get();
      proxy.refusal = status;
      proxy.refusedRequests.set(5);
      submit(packets("s" + status, 1, status), packets("t" + status, 1, status));
      awaitCompleted(earlier + 1);
    }
    assertThat(found()).hasSize(8);
    assertThat(counter("sent")).isEqualTo(8);
    assertThat(counter("retried")).isEqualTo(4 * 5 * 2);
    assertThat(letters).isEmpty();
  }

  @Test
  void documentsThatAreRefusedForNowAreRepeatedAndNoOther() throws Exception {
    submit(packets("first", 1, 1));
    awaitCompleted(1);
    proxy.refusedDocuments.set(3);
    submit(packets("a", 1, 1), packets("b", 1, 2));
    submit(packets("c", 1, 3), packets("d", 1, 4));
    awaitCompleted(3);
    assertThat(found()).hasSize(5);
    assertThat(counter("retried")).isEqualTo(3);
    assertThat(counter("sent")).isEqualTo(5);
  }

  @Test
  void aDocumentThatIsRefusedForGoodIsADeadLetterAndTheOthersAreWritten() throws Exception {
    submit(
        packets("good", 1, 10),
        document("strange", 1, ",\"colour\":1"),
        document("wrong", 1, ",\"source\":{\"ip\":\"nowhere\"}"));
    awaitCompleted(1);
    assertThat(found().keySet()).containsExactly("good");
    assertThat(counter("rejected")).isEqualTo(2);
    assertThat(counter("reason.strict_dynamic_mapping_exception.rejected")).isEqualTo(1);
    assertThat(counter("reason.document_parsing_exception.rejected")).isEqualTo(1);
    assertThat(letters).hasSize(2);
    DeadLetter letter = letters.get(0);
    assertThat(letter.getStage()).isEqualTo("elasticsearch");
    assertThat(letter.getReason())
        .startsWith("400 strict_dynamic_mapping_exception: ")
        .contains("[colour]");
    assertThat(letter.getKey().toStringUtf8()).isEqualTo(index + "/strange");
    assertThat(letter.getValue().toStringUtf8()).contains("\"colour\":1");
    assertThat(letter.getPartition()).isEqualTo(-1);
    assertThat(letter.getOffset()).isEqualTo(-1);
  }

  @Test
  void aDeadLetterThatCannotBeWrittenIsNotLost() throws Exception {
    lettersToLose.set(3);
    submit(document("strange", 1, ",\"colour\":1"));
    awaitCompleted(1);
    assertThat(letters).hasSize(1);
    assertThat(counter("rejected")).isEqualTo(1);
    assertThat(counter("retried")).isEqualTo(3);
  }

  @Test
  void manyDocumentsWaitForAnElasticsearchThatIsAwayAndAllArrive() throws Exception {
    submit(packets("first", 1, 1));
    awaitCompleted(1);
    server.kill();
    int submissions = 40;
    for (int s = 0; s < submissions; s++) {
      List<BulkDocument> batch = new ArrayList<>();
      for (int d = 0; d < 50; d++) {
        batch.add(packets(s + "-" + d, 1, s));
      }
      submit(batch.toArray(BulkDocument[]::new));
    }
    await().atMost(LONG).until(() -> counter("retried") > 100);
    assertThat(sender.inFlight()).hasSize(2_000);
    server.restart();
    awaitCompleted(submissions + 1);
    assertThat(found()).hasSize(2_001);
    assertThat(counter("accepted")).isEqualTo(2_001);
    assertThat(letters).isEmpty();
  }

  @Test
  void theTemplatesAreThereBeforeTheFirstDocumentHoweverLateElasticsearchComes() throws Exception {
    proxy.refusedRequests.set(4);
    submit(document("strange", 1, ",\"colour\":1"));
    awaitCompleted(1);
    // Without a template the field would have been taken.
    assertThat(letters).hasSize(1);
  }
}
