package io.camvitals.agent.source.socket;

import io.camvitals.agent.observe.WallClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Turns the kernel's stamps into times of the agent's {@link WallClock}. A stamp is of the system's
 * clock, which may step; the agent's does not. So a stamp becomes an instant of the monotonic clock
 * first. Where the system's clock stepped between a datagram's arrival and its being read, the
 * offset that puts the arrival between the two latest reads of the socket is the right one; a step
 * that is shorter than that distance may shift datagrams of this one read by itself. One thread at
 * a time.
 */
final class ArrivalClock {
  private final WallClock clock;
  private final LongSupplier monotonicNs;
  private final RealtimeOffset offset;
  private long emptyAt;

  ArrivalClock(WallClock clock) {
    this(clock, System::nanoTime, ArrivalClock::systemNs);
  }

  ArrivalClock(WallClock clock, LongSupplier monotonicNs, LongSupplier realtimeNs) {
    this.clock = clock;
    this.monotonicNs = monotonicNs;
    this.offset = new RealtimeOffset(monotonicNs, realtimeNs);
    this.emptyAt = monotonicNs.getAsLong();
  }

  /** Nanoseconds of the system's clock, as the kernel stamps. */
  static long systemNs() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** A round of reading begins; returns the time of the monotonic clock. */
  long beginRound() {
    offset.measure();
    return monotonicNs.getAsLong();
  }

  /** Every socket was empty at some time after that. */
  void allWereEmpty(long monotonic) {
    emptyAt = monotonic;
  }

  /** The time of a datagram that the kernel did not stamp. */
  long now() {
    return clock.now();
  }

  /** The time of a datagram that the kernel stamped so. */
  long at(long stampNs) {
    long nowNs = monotonicNs.getAsLong();
    long arrival = stampNs - offset.current();
    if (!isLikely(arrival, nowNs)) {
      arrival = anew(stampNs, nowNs);
    }
    return clock.at(arrival);
  }

  private boolean isLikely(long arrival, long nowNs) {
    return arrival - emptyAt >= 0 && nowNs - arrival >= 0;
  }

  private long anew(long stampNs, long nowNs) {
    offset.measure();
    long arrival = stampNs - offset.current();
    if (!isLikely(arrival, nowNs) && offset.steppedSince(emptyAt)) {
      long beforeStep = stampNs - offset.beforeStep();
      arrival = isLikely(beforeStep, nowNs) ? beforeStep : Math.max(arrival, emptyAt);
    }
    // Else it was stamped before the socket was read the last time, and queued after that.
    return Math.min(arrival, nowNs);
  }
}
