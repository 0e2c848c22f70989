package io.camvitals.jobs.quality;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.PacketBatchColumns;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RejectedRecordException;
import io.camvitals.jobs.record.RejectedRecordException.Reason;

/** Reads the records of the packets topic and refuses what is none. One for each task. */
final class PacketBatchReader {
  private final PacketBatchColumns columns = new PacketBatchColumns();

  /**
   * Reads a record.
   *
   * @return the columns, good until the next call; their arrivals are within 1970 to 2116
   * @throws RejectedRecordException when it holds no batch; the message says why
   */
  PacketBatchColumns read(KafkaRecord record) throws RejectedRecordException {
    if (record.value == null) {
      throw new RejectedRecordException(Reason.NO_VALUE, "the record has no value");
    }
    try {
      columns.decode(record.value);
    } catch (InvalidProtocolBufferException e) {
      throw new RejectedRecordException(Reason.UNDECODABLE, e.getMessage());
    }
    for (int row = 0; row < columns.rows(); row++) {
      long arrivalNs = columns.arrivalNs(row);
      if (arrivalNs < 0 || arrivalNs > RecordChecks.LATEST_NS) {
        throw new RejectedRecordException(
            Reason.INVALID_ARRIVAL,
            "the arrival " + arrivalNs + " ns of row " + row + " is not within 0 to 2^62");
      }
    }
    return columns;
  }

  /**
   * The identity of the batch that was read last.
   *
   * @param key the record's, which it must agree with: otherwise two streams would be measured as
   *     one
   */
  StreamIdentity identity(byte[] key) throws RejectedRecordException {
    StreamIdentity identity;
    try {
      identity = columns.stream();
    } catch (InvalidProtocolBufferException e) {
      throw new RejectedRecordException(Reason.UNDECODABLE, "the stream: " + e.getMessage());
    }
    RecordChecks.stream(identity);
    RecordChecks.key(key, StreamKeys.of(identity), "stream");
    return identity;
  }
}
