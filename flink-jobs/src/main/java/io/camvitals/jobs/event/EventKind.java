package io.camvitals.jobs.event;

import com.google.protobuf.Message;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.record.EventReader;
import io.camvitals.jobs.record.RejectedRecordException;

/**
 * A kind of event of which each makes one document.
 *
 * @param <M> the topic's message
 */
public interface EventKind<M extends Message> extends EventReader<M> {
  /** The kind of document. */
  DocumentKind kind();

  /** Refuses what would make no sense. */
  void check(M event) throws RejectedRecordException;

  /** When it was, nanoseconds since the Unix epoch. */
  long timeNs(M event);

  /** What is to be told of it. */
  DocumentBuilder document(M event);
}
