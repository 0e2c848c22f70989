package io.camvitals.jobs.elasticsearch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure, up to a limit, and
 * each time a random part between half and all of it, so that many writers do not come back at
 * once.
 */
final class Backoff {
  private final long firstMs;
  private final long longestMs;
  private final RandomGenerator random;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.firstMs = first.toMillis();
    this.longestMs = longest.toMillis();
    this.random = random;
  }

  /**
   * The wait, in milliseconds.
   *
   * @param failures so far in a row, at least 1
   */
  long waitMs(int failures) {
    long whole = Math.min(longestMs, firstMs << Math.min(failures - 1, 20));
    return whole / 2 + random.nextLong(whole / 2 + 1);
  }
}
