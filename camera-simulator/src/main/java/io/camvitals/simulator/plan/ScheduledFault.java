package io.camvitals.simulator.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * A fault and when it holds, in time since the camera was first played.
 *
 * @param from when it begins
 * @param length how long it lasts; empty: to the end, or until it begins again
 * @param every time from one beginning to the next; empty: it comes once
 */
public record ScheduledFault(
    Fault fault, Duration from, Optional<Duration> length, Optional<Duration> every) {

  /** A fault that stays. */
  public static ScheduledFault from(Fault fault, Duration from) {
    return new ScheduledFault(fault, from, Optional.empty(), Optional.empty());
  }

  /** Whether it holds at this time in nanoseconds. */
  public boolean activeAt(long timeNs) {
    long begun = begunBy(timeNs);
    return begun > 0 && (length.isEmpty() || timeNs < beginning(begun) + length.get().toNanos());
  }

  /** How many times it has begun up to and including this time in nanoseconds. */
  public long begunBy(long timeNs) {
    long since = timeNs - from.toNanos();
    if (since < 0) {
      return 0;
    }
    return every.isEmpty() ? 1 : since / every.get().toNanos() + 1;
  }

  private long beginning(long number) {
    return from.toNanos() + (number - 1) * every.map(Duration::toNanos).orElse(0L);
  }
}
