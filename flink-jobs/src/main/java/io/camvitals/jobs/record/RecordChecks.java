package io.camvitals.jobs.record;

import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RejectedRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What must hold of any event before anything is made of it. */
public final class RecordChecks {
  /** Moments up to the year 2116; whatever is later is no clock. */
  public static final long LATEST_NS = 1L << 62;

  private static final long LONGEST_WINDOW_NS = 10_000_000_000L;

  private RecordChecks() {}

  /** The record's key as text; empty when it has none. */
  public static String key(KafkaRecord record) {
    return record.key == null ? "" : new String(record.key, StandardCharsets.UTF_8);
  }

  /** Who saw it must be told. */
  public static void vantagePoint(VantagePoint from) throws RejectedRecordException {
    identity(!from.getSite().isEmpty(), "it has no site");
    identity(!from.getAgent().isEmpty(), "it has no agent");
    identity(!from.getInterface().isEmpty(), "it has no interface");
  }

  /** A stream's identity must be whole. */
  public static void stream(StreamIdentity identity) throws RejectedRecordException {
    vantagePoint(identity.getVantagePoint());
    endpoint(identity.getSource(), "source");
    endpoint(identity.getDestination(), "destination");
    identity(within(identity.getInterleavedChannel(), 255), "its channel is not within 0 to 255");
    identity(within(identity.getPayloadType(), 127), "its payload type is not within 0 to 127");
    identity(identity.getClockRate() >= 0, "its clock rate exceeds 31 bits");
  }

  /** A stream's identity must be whole, and the key be its own. */
  public static void keyedStream(KafkaRecord record, StreamIdentity identity)
      throws RejectedRecordException {
    stream(identity);
    key(record.key, StreamKeys.of(identity), "stream");
  }

  /** An endpoint must be an address, or none, and a port. */
  public static void endpoint(Endpoint endpoint, String name) throws RejectedRecordException {
    int size = endpoint.getAddress().size();
    identity(
        (size == 0 || size == 4 || size == 16) && within(endpoint.getPort(), 65_535),
        "its " + name + " is no address and port");
  }

  /** The key must be what the content says: otherwise two things would be measured as one. */
  public static void key(byte[] key, String expected, String ofWhat)
      throws RejectedRecordException {
    if (key == null || !Arrays.equals(key, expected.getBytes(StandardCharsets.UTF_8))) {
      throw new RejectedRecordException(
          Reason.WRONG_KEY,
          key == null
              ? "the record has no key"
              : "the record's key is '"
                  + new String(key, StandardCharsets.UTF_8)
                  + "', but its "
                  + ofWhat
                  + "'s '"
                  + expected
                  + "'");
    }
  }

  /** A moment must lie within 1970 to 2116. */
  public static void moment(long ns, String name) throws RejectedRecordException {
    if (ns < 0 || ns > LATEST_NS) {
      throw new RejectedRecordException(
          Reason.INVALID_ARRIVAL, "the " + name + " " + ns + " ns is not within 0 to 2^62");
    }
  }

  /** A span that an agent sums up before it tells must begin at a moment and last 1 ns to 10 s. */
  public static void window(long startNs, long lengthNs) throws RejectedRecordException {
    moment(startNs, "start");
    event(
        lengthNs > 0 && lengthNs <= LONGEST_WINDOW_NS,
        "the window's length is not within 1 ns to 10 s");
  }

  /** Anything else that must hold. */
  public static void event(boolean holds, String otherwise) throws RejectedRecordException {
    if (!holds) {
      throw new RejectedRecordException(Reason.INVALID_EVENT, otherwise);
    }
  }

  private static void identity(boolean holds, String otherwise) throws RejectedRecordException {
    if (!holds) {
      throw new RejectedRecordException(
          Reason.INVALID_IDENTITY, "the stream's identity is invalid: " + otherwise);
    }
  }

  private static boolean within(int unsigned, int highest) {
    return unsigned >= 0 && unsigned <= highest;
  }
}
