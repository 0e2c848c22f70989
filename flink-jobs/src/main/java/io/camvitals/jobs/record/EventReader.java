package io.camvitals.jobs.record;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RejectedRecordException.Reason;
import java.io.Serializable;

/**
 * Reads the records of one topic and refuses what is none.
 *
 * @param <M> the topic's message
 */
@FunctionalInterface
public interface EventReader<M extends Message> extends Serializable {
  /** Reads the bytes of a message. */
  M parse(byte[] value) throws InvalidProtocolBufferException;

  /**
   * Reads a record's value.
   *
   * @throws RejectedRecordException when it holds no such message; what it says is not yet checked
   */
  default M read(KafkaRecord record) throws RejectedRecordException {
    if (record.value == null) {
      throw new RejectedRecordException(Reason.NO_VALUE, "the record has no value");
    }
    try {
      return parse(record.value);
    } catch (InvalidProtocolBufferException e) {
      throw new RejectedRecordException(Reason.UNDECODABLE, e.getMessage());
    }
  }
}
