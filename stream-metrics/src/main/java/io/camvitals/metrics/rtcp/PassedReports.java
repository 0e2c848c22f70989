package io.camvitals.metrics.rtcp;

import io.camvitals.metrics.Figures;
import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Round trips seen from a place between two hosts: a report that passed here, and the answer to it
 * that names it by the middle 32 bits of its NTP timestamp and says how long it was kept (RFC 3550
 * section 6.4.1, LSR and DLSR; RFC 3611 section 4.5, LRR and DLRR). The time between both, less
 * what it was kept, is the way from here to the other host and back.
 */
final class PassedReports {
  private static final int CAPACITY = 16;
  private static final long LONGEST_NS = 60_000_000_000L;

  /** Two clocks' rates and the unit of 1/65536 s may make a short trip negative. */
  private static final long TOLERANCE_NS = 1_000_000L;

  private final int[] middle = new int[CAPACITY];
  private final long[] arrivalNs = new long[CAPACITY];
  private int size;
  private int next;

  void passed(long atNs, long ntpTimestamp) {
    middle[next] = (int) (ntpTimestamp >>> 16);
    arrivalNs[next] = atNs;
    next = (next + 1) % CAPACITY;
    size = Math.min(size + 1, CAPACITY);
  }

  /**
   * Nanoseconds from here to who answers and back; {@link Figures#UNKNOWN} when the report was not
   * seen to pass.
   *
   * @param keptFor units of 1/65536 s, 0 to 2^32-1
   */
  long roundTripNs(long atNs, int namedMiddle, long keptFor) {
    if (namedMiddle == 0) {
      return Figures.UNKNOWN;
    }
    for (int back = 1; back <= size; back++) {
      int at = (next - back + CAPACITY) % CAPACITY;
      if (middle[at] == namedMiddle) {
        long keptNs = keptFor * 1_000_000_000L >>> 16;
        long tripNs = atNs - arrivalNs[at] - keptNs;
        return tripNs < -TOLERANCE_NS || tripNs > LONGEST_NS
            ? Figures.UNKNOWN
            : Math.max(0, tripNs);
      }
    }
    return Figures.UNKNOWN;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(size);
    out.writeByte(next);
    for (int i = 0; i < size; i++) {
      out.writeInt(middle[i]);
      out.writeLong(arrivalNs[i]);
    }
  }

  void readFrom(DataInput in) throws IOException {
    size = Serialised.within("reports", in.readByte(), 0, CAPACITY);
    next = Serialised.within("next report", in.readByte(), 0, CAPACITY - 1);
    for (int i = 0; i < size; i++) {
      middle[i] = in.readInt();
      arrivalNs[i] = in.readLong();
    }
  }
}
