package io.camvitals.demo;

import java.util.Arrays;

/**
 * How long after the end of their windows documents could be searched.
 *
 * @param samples documents measured
 * @param p50Ms median, milliseconds; -1 without samples
 * @param p99Ms 99th percentile (nearest rank), milliseconds; -1 without samples
 */
public record Freshness(int samples, long p50Ms, long p99Ms) {
  /** The percentiles of these delays in milliseconds. */
  static Freshness of(long[] delaysMs) {
    if (delaysMs.length == 0) {
      return new Freshness(0, -1, -1);
    }
    long[] sorted = delaysMs.clone();
    Arrays.sort(sorted);
    return new Freshness(sorted.length, nearestRank(sorted, 50), nearestRank(sorted, 99));
  }

  private static long nearestRank(long[] sorted, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }
}
