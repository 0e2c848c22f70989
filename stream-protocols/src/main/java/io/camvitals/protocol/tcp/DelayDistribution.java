package io.camvitals.protocol.tcp;

/**
 * Delays in buckets that grow by an eighth of an octave, so that a percentile is known to 12 % from
 * 1 µs to a minute in 1 KiB of memory. Two of them can be added.
 */
public final class DelayDistribution {
  private static final int STEPS = 8;
  private static final int STEP_BITS = 3;
  private static final int LOWEST_EXPONENT = 10;
  private static final int HIGHEST_EXPONENT = 36;
  private static final int BUCKETS = (HIGHEST_EXPONENT - LOWEST_EXPONENT) * STEPS;

  private int[] buckets;
  private long count;
  private long minimumNs = Long.MAX_VALUE;
  private long maximumNs = Long.MIN_VALUE;
  private double sumNs;

  /** Adds one delay in nanoseconds; one below zero counts as zero. */
  public void add(long delayNs) {
    long delay = Math.max(0, delayNs);
    if (buckets == null) {
      buckets = new int[BUCKETS];
    }
    buckets[bucket(delay)]++;
    count++;
    sumNs += delay;
    minimumNs = Math.min(minimumNs, delay);
    maximumNs = Math.max(maximumNs, delay);
  }

  /** Adds all delays of another distribution. */
  public void add(DelayDistribution other) {
    if (other.count == 0) {
      return;
    }
    if (buckets == null) {
      buckets = new int[BUCKETS];
    }
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] += other.buckets[i];
    }
    count += other.count;
    sumNs += other.sumNs;
    minimumNs = Math.min(minimumNs, other.minimumNs);
    maximumNs = Math.max(maximumNs, other.maximumNs);
  }

  /** Forgets all. */
  public void clear() {
    buckets = null;
    count = 0;
    sumNs = 0;
    minimumNs = Long.MAX_VALUE;
    maximumNs = Long.MIN_VALUE;
  }

  /** Delays added. */
  public long count() {
    return count;
  }

  /** Shortest, nanoseconds; -1 when there is none. */
  public long minimumNs() {
    return count == 0 ? -1 : minimumNs;
  }

  /** Longest, nanoseconds; -1 when there is none. */
  public long maximumNs() {
    return count == 0 ? -1 : maximumNs;
  }

  /** Arithmetic mean, nanoseconds; -1 when there is none. */
  public long meanNs() {
    return count == 0 ? -1 : Math.round(sumNs / count);
  }

  /**
   * The delay that a share of all does not exceed, nanoseconds: the upper end of its bucket, within
   * minimum and maximum; -1 when there is none.
   *
   * @param share 0 to 1
   */
  public long percentileNs(double share) {
    if (count == 0) {
      return -1;
    }
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += buckets[i];
      if (seen >= rank) {
        return Math.max(minimumNs, Math.min(maximumNs, upperEnd(i)));
      }
    }
    return maximumNs;
  }

  private static int bucket(long delay) {
    if (delay < 1L << LOWEST_EXPONENT) {
      return 0;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(delay);
    if (exponent >= HIGHEST_EXPONENT) {
      return BUCKETS - 1;
    }
    int step = (int) (delay >>> (exponent - STEP_BITS)) & (STEPS - 1);
    return (exponent - LOWEST_EXPONENT) * STEPS + step;
  }

  private static long upperEnd(int bucket) {
    int exponent = LOWEST_EXPONENT + bucket / STEPS;
    return (1L << exponent) + ((bucket % STEPS + 1L) << (exponent - STEP_BITS)) - 1;
  }
}
