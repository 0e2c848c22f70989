package io.camvitals.protocol.tcp;

/**
 * Times from data to their acknowledgement. Nothing is timed while a loss is being repaired: then
 * acknowledgements tell of the repair (Karn's algorithm, RFC 6298 section 3). At most {@value
 * #OUTSTANDING} segments are timed at once.
 */
final class RoundTripTimer {
  private static final int OUTSTANDING = 64;

  private final long[] ends = new long[OUTSTANDING];
  private final long[] times = new long[OUTSTANDING];
  private int head;
  private int count;
  private long ambiguousUntil = Long.MIN_VALUE;
  private long smoothedNs = -1;

  /** Data up to this offset were sent for the first time. */
  void sent(long end, long nowNs) {
    if (count < OUTSTANDING) {
      int index = (head + count) % OUTSTANDING;
      ends[index] = end;
      times[index] = nowNs;
      count++;
    }
  }

  /** Something before this offset was sent again, or is missing: no answer to it can be timed. */
  void ambiguous(long highest) {
    ambiguousUntil = Math.max(ambiguousUntil, highest);
  }

  /** All before this offset was acknowledged: the round trip in nanoseconds, or -1. */
  long acknowledged(long offset, long nowNs) {
    long sample = -1;
    while (count > 0 && ends[head] <= offset) {
      if (ends[head] == offset && offset > ambiguousUntil) {
        sample = Math.max(0, nowNs - times[head]);
      }
      head = (head + 1) % OUTSTANDING;
      count--;
    }
    if (sample >= 0) {
      smoothedNs = smoothedNs < 0 ? sample : smoothedNs + (sample - smoothedNs) / 8;
    }
    return sample;
  }

  /** The smoothed round trip (RFC 6298 section 2), nanoseconds; -1 when there is none. */
  long smoothedNs() {
    return smoothedNs;
  }

  void clear() {
    count = 0;
    ambiguousUntil = Long.MIN_VALUE;
  }
}
