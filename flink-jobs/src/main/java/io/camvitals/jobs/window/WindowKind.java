package io.camvitals.jobs.window;

import com.google.protobuf.Message;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.EventReader;
import io.camvitals.jobs.record.RejectedRecordException;
import java.util.Optional;

/**
 * A kind of event that tells of some second of one thing, of which the seconds of a window make one
 * document. The sum of several events is kept as one of the same message.
 *
 * @param <M> the topic's message
 */
public interface WindowKind<M extends Message> extends EventReader<M> {
  /** The kind of document. */
  DocumentKind kind();

  /** Refuses what would make no sense. */
  void check(KafkaRecord record, M event) throws RejectedRecordException;

  /** Start of the time that the event tells of, nanoseconds since the Unix epoch. */
  long startNs(M event);

  /** Its end. */
  long endNs(M event);

  /**
   * What the event says that its predecessor did not, where it tells of all since some beginning;
   * empty when it says nothing new.
   *
   * @param previous null for the first
   */
  default Optional<M> since(M previous, M event) {
    return Optional.of(event);
  }

  /** True when each event needs the one before, see {@link #since}. */
  default boolean isCumulative() {
    return false;
  }

  /** The sum of some seconds and of another one. */
  M merge(M sum, M event);

  /** True when nothing more will come of the same thing. */
  default boolean isLast(M event) {
    return false;
  }

  /** The document of a window. */
  DocumentBuilder document(M sum, long startNs, long lengthNs);
}
