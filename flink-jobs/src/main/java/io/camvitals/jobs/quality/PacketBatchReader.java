package io.camvitals.jobs.quality;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.PacketBatchColumns;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.quality.RejectedRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the records of the packets topic and refuses what is none. One for each task. */
final class PacketBatchReader {
  /** Arrivals up to the year 2116; whatever is later is no clock. */
  private static final long LATEST_ARRIVAL_NS = 1L << 62;

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
      if (arrivalNs < 0 || arrivalNs > LATEST_ARRIVAL_NS) {
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
    VantagePoint from = identity.getVantagePoint();
    check(!from.getSite().isEmpty(), "it has no site");
    check(!from.getAgent().isEmpty(), "it has no agent");
    check(!from.getInterface().isEmpty(), "it has no interface");
    check(endpoint(identity.getSource()), "its source is no address and port");
    check(endpoint(identity.getDestination()), "its destination is no address and port");
    check(within(identity.getInterleavedChannel(), 255), "its channel is not within 0 to 255");
    check(within(identity.getPayloadType(), 127), "its payload type is not within 0 to 127");
    check(identity.getClockRate() >= 0, "its clock rate exceeds 31 bits");
    String expected = StreamKeys.of(identity);
    if (key == null || !Arrays.equals(key, expected.getBytes(StandardCharsets.UTF_8))) {
      throw new RejectedRecordException(
          Reason.WRONG_KEY,
          key == null
              ? "the record has no key"
              : "the record's key is '"
                  + new String(key, StandardCharsets.UTF_8)
                  + "', but its stream's '"
                  + expected
                  + "'");
    }
    return identity;
  }

  private static void check(boolean holds, String otherwise) throws RejectedRecordException {
    if (!holds) {
      throw new RejectedRecordException(
          Reason.INVALID_IDENTITY, "the stream's identity is invalid: " + otherwise);
    }
  }

  private static boolean endpoint(Endpoint endpoint) {
    int size = endpoint.getAddress().size();
    return (size == 0 || size == 4 || size == 16) && within(endpoint.getPort(), 65_535);
  }

  private static boolean within(int unsigned, int highest) {
    return unsigned >= 0 && unsigned <= highest;
  }
}
