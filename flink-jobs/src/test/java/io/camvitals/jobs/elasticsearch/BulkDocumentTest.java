package io.camvitals.jobs.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class BulkDocumentTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theTimeOfSendingIsWovenIn() {
    BulkDocument document =
        new BulkDocument("i", "d", 1, utf8("{\"event\":{\"kind\":\"metric\"},\"ö\":1}"));
    assertThat(document.sourceIngestedAt(Instant.parse("2026-01-02T03:04:05.678999Z")))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"event\":{\"ingested\":\"2026-01-02T03:04:05.678Z\",\"kind\":\"metric\"},\"ö\":1}");
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    assertThatThrownBy(() -> new BulkDocument("i", "d", 1, utf8("{}")))
        .hasMessage("the document does not begin with the object event");
    assertThatThrownBy(() -> new BulkDocument("i", "d", -1, utf8("{\"event\":{\"a\":1}}")))
        .hasMessage("the version -1 is negative");
  }

  @Test
  void documentsSurviveACheckpoint() throws Exception {
    BulkDocument document = new BulkDocument("i", "d", 77, utf8("{\"event\":{\"a\":1}}"));
    BulkDocumentSerializer serializer = new BulkDocumentSerializer();
    byte[] bytes =
        serializer.serialize(
            new BufferedRequestState<>(List.of(new RequestEntryWrapper<>(document, 17))));
    BulkDocument read =
        serializer
            .deserialize(serializer.getVersion(), bytes)
            .getBufferedRequestEntries()
            .get(0)
            .getRequestEntry();
    assertThat(read).usingRecursiveComparison().isEqualTo(document);
  }

  @Test
  void answersAreSorted() {
    assertThat(BulkOutcome.of(201, "", "")).isInstanceOf(BulkOutcome.Accepted.class);
    assertThat(BulkOutcome.of(409, "version_conflict_engine_exception", "old"))
        .isInstanceOf(BulkOutcome.Superseded.class);
    for (int later : new int[] {429, 500, 502, 503, 504}) {
      assertThat(BulkOutcome.of(later, "t", "r")).isInstanceOf(BulkOutcome.Postponed.class);
    }
    assertThat(BulkOutcome.of(400, "document_parsing_exception", "bad"))
        .isEqualTo(
            new BulkOutcome.Rejected(
                "document_parsing_exception", "400 document_parsing_exception: bad"));
    assertThat(BulkOutcome.of(404, "index_not_found_exception", "no"))
        .isInstanceOf(BulkOutcome.Rejected.class);
  }

  @Test
  void aClientThatHasBrokenDownIsNoReasonToRetry() {
    assertThat(BulkClient.outcome(new java.net.ConnectException("refused")))
        .isInstanceOf(BulkOutcome.Postponed.class);
    assertThatThrownBy(
            () -> BulkClient.outcome(new IllegalStateException("I/O reactor has been shut down")))
        .hasMessage("The Elasticsearch client has broken down");
  }

  @Test
  void eachFailureDoublesTheWaitUpToTheLimit() {
    Backoff backoff =
        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new SplittableRandom(1));
    long limit = 100;
    for (int failures = 1; failures < 1_000; failures++) {
      assertThat(backoff.waitMs(failures)).isBetween(limit / 2, limit);
      limit = Math.min(5_000, 2 * limit);
    }
  }
}
