package io.camvitals.jobs.elasticsearch;

import io.camvitals.dashboards.ElasticsearchUrl;
import io.camvitals.dashboards.IndexTemplates;
import io.camvitals.jobs.deadletter.DeadLetterChannel;
import io.camvitals.jobs.deadletter.DeadLetterPublisher;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes documents to Elasticsearch. With deterministic ids, versions and checkpoints, each
 * document ends in its last state exactly once.
 *
 * <p>The index templates are installed before the first document. Elasticsearch may be away, at the
 * start or at any time: up to 20,000 documents for each writer wait, then the job waits too
 * (back-pressure), and all goes on by itself. What Elasticsearch refuses for good goes to the dead
 * letters.
 */
public final class ElasticsearchSink<InputT> extends AsyncSinkBase<InputT, BulkDocument> {
  private static final long serialVersionUID = 1L;
  private static final int MAXIMUM_IN_FLIGHT = 20_000;
  private static final int MAXIMUM_BUFFERED = 2_000;
  private static final long MAXIMUM_REQUEST_BYTES = 5 << 20;
  private static final long MAXIMUM_DOCUMENT_BYTES = 1 << 20;
  private static final long FLUSH_INTERVAL_MS = 300;
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
  // The sender ends every request itself, however long it takes; a year is "never".
  private static final long REQUEST_TIMEOUT_MS = Duration.ofDays(365).toMillis();

  private final ElasticsearchUrl url;
  private final DeadLetterChannel deadLetters;

  /**
   * A sink.
   *
   * @param converter makes a document of an element
   * @param deadLetters takes what Elasticsearch refuses
   */
  public ElasticsearchSink(
      ElementConverter<InputT, BulkDocument> converter,
      ElasticsearchUrl url,
      DeadLetterChannel deadLetters) {
    super(
        converter,
        BulkSender.MAXIMUM_BATCH,
        MAXIMUM_IN_FLIGHT,
        MAXIMUM_BUFFERED,
        MAXIMUM_REQUEST_BYTES,
        FLUSH_INTERVAL_MS,
        MAXIMUM_DOCUMENT_BYTES,
        REQUEST_TIMEOUT_MS,
        false);
    this.url = url;
    this.deadLetters = deadLetters;
  }

  @Override
  public ElasticsearchWriter<InputT> createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public ElasticsearchWriter<InputT> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<BulkDocument>> states) {
    DeadLetterPublisher publisher = deadLetters.open();
    BulkSender sender =
        new BulkSender(
            new BulkClient(url),
            () -> IndexTemplates.install(url, Duration.ZERO),
            publisher,
            new DocumentCounters(context.metricGroup()),
            new Backoff(FIRST_BACKOFF, LONGEST_BACKOFF, new SplittableRandom()));
    AsyncSinkWriterConfiguration configuration =
        AsyncSinkWriterConfiguration.builder()
            .setMaxBatchSize(getMaxBatchSize())
            .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
            .setMaxInFlightRequests(getMaxInFlightRequests())
            .setMaxBufferedRequests(getMaxBufferedRequests())
            .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
            .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
            .setRequestTimeoutMS(getRequestTimeoutMS())
            .setRateLimitingStrategy(
                new InFlightDocuments(MAXIMUM_IN_FLIGHT, BulkSender.MAXIMUM_BATCH))
            .build();
    return new ElasticsearchWriter<>(
        getElementConverter(), context, configuration, states, sender, publisher);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<BulkDocument>> getWriterStateSerializer() {
    return new BulkDocumentSerializer();
  }
}
