package io.camvitals.agent.source.socket;

import java.util.function.LongSupplier;

/**
 * By how much the system's clock, by which the kernel stamps, is ahead of the monotonic one ({@link
 * System#nanoTime}). Linux corrects the pace of both alike, so that the difference is constant but
 * for steps of the system's clock. Each look at both clocks gives an interval in which it lies;
 * what is common to all of them since the last step is narrower than any. A step shows itself by an
 * interval that has nothing in common with them.
 */
final class RealtimeOffset {
  private final LongSupplier monotonicNs;
  private final LongSupplier realtimeNs;
  private long lowest;
  private long highest;
  private long beforeStep;
  private long lastStepAt;

  RealtimeOffset(LongSupplier monotonicNs, LongSupplier realtimeNs) {
    this.monotonicNs = monotonicNs;
    this.realtimeNs = realtimeNs;
    long before = monotonicNs.getAsLong();
    long realtime = realtimeNs.getAsLong();
    this.highest = realtime - before;
    this.lowest = realtime - monotonicNs.getAsLong();
    this.beforeStep = current();
    this.lastStepAt = before;
  }

  /** Looks at both clocks. */
  void measure() {
    long before = monotonicNs.getAsLong();
    long realtime = realtimeNs.getAsLong();
    long after = monotonicNs.getAsLong();
    long from = realtime - after;
    long to = realtime - before;
    if (from > highest || to < lowest) {
      beforeStep = current();
      lastStepAt = after;
      lowest = from;
      highest = to;
    } else {
      lowest = Math.max(lowest, from);
      highest = Math.min(highest, to);
    }
  }

  /** Nanoseconds to take from a time of the system's clock for one of the monotonic clock. */
  long current() {
    return lowest + (highest - lowest) / 2;
  }

  /** What {@link #current} was before the last step. */
  long beforeStep() {
    return beforeStep;
  }

  /** Whether a step was found after that time of the monotonic clock. */
  boolean steppedSince(long monotonic) {
    return lastStepAt - monotonic > 0;
  }
}
