package io.camvitals.jobs.document;

import io.camvitals.jobs.elasticsearch.BulkDocument;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/** Hands documents of all kinds to the one sink. */
public final class DocumentConverter implements ElementConverter<Document, BulkDocument> {
  private static final long serialVersionUID = 1L;

  @Override
  public BulkDocument apply(Document document, SinkWriter.Context context) {
    return new BulkDocument(document.index, document.id, document.version, document.source);
  }
}
