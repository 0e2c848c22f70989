package io.camvitals.protocol.rtsp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times that double up to a limit. Each is drawn from the upper half of its span, so that
 * many clients of one failed switch do not come back at the same moment.
 */
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration span;

  /** Waiting times from {@code first} to {@code longest}, both positive. */
  public Backoff(Duration first, Duration longest, RandomGenerator random) {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("backoff from " + first + " to " + longest);
    }
    this.first = first;
    this.longest = longest;
    this.random = random;
    this.span = first;
  }

  /** How long to wait now: half the span to the whole of it. The next span is twice as long. */
  public Duration next() {
    long half = span.toNanos() / 2;
    Duration delay = Duration.ofNanos(half + (long) (half * random.nextDouble()));
    Duration doubled = span.multipliedBy(2);
    span = doubled.compareTo(longest) < 0 ? doubled : longest;
    return delay;
  }

  /** Begins again with the first span. */
  public void reset() {
    span = first;
  }
}
