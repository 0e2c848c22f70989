package io.camvitals.jobs.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.util.ExceptionUtils;

/**
 * Collects documents for some 300 ms and hands them to the {@link BulkSender}.
 *
 * <p>A checkpoint does not wait for the documents that are on their way, as that of {@link
 * AsyncSinkWriter} does, but holds them too: so checkpoints go on while Elasticsearch is away.
 * After a recovery they are sent again, which their ids and versions make harmless.
 */
final class ElasticsearchWriter<InputT> extends AsyncSinkWriter<InputT, BulkDocument> {
  private final BulkSender sender;
  private final AutoCloseable deadLetters;

  ElasticsearchWriter(
      ElementConverter<InputT, BulkDocument> converter,
      WriterInitContext context,
      AsyncSinkWriterConfiguration configuration,
      Collection<BufferedRequestState<BulkDocument>> states,
      BulkSender sender,
      AutoCloseable deadLetters) {
    super(converter, context, configuration, states);
    this.sender = sender;
    this.deadLetters = deadLetters;
  }

  @Override
  protected void submitRequestEntries(
      List<BulkDocument> documents, ResultHandler<BulkDocument> result) {
    sender.submit(documents, result);
  }

  @Override
  protected long getSizeInBytes(BulkDocument document) {
    return document.source().length;
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    if (endOfInput) {
      super.flush(true);
    }
  }

  @Override
  public List<BufferedRequestState<BulkDocument>> snapshotState(long checkpointId) {
    List<RequestEntryWrapper<BulkDocument>> entries = new ArrayList<>();
    for (BulkDocument document : sender.inFlight()) {
      entries.add(new RequestEntryWrapper<>(document, getSizeInBytes(document)));
    }
    for (BufferedRequestState<BulkDocument> buffered : super.snapshotState(checkpointId)) {
      entries.addAll(buffered.getBufferedRequestEntries());
    }
    return List.of(new BufferedRequestState<>(entries));
  }

  @Override
  public void close() {
    try (AutoCloseable first = deadLetters;
        AutoCloseable second = sender) {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      ExceptionUtils.rethrow(e);
    }
  }
}
