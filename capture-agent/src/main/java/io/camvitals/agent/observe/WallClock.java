package io.camvitals.agent.observe;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Nanoseconds since the Unix epoch that never go back within this process. They run on the
 * monotonic clock ({@link System#nanoTime}), which no correction of the system's clock disturbs,
 * and are led towards the wall clock by at most 500 µs a second, as adjtime(3) does; so a step of
 * the wall clock becomes a slope, and distances between arrivals stay right to 0.05 %. Only when
 * the wall clock is ahead by more than a minute is it followed at once. Safe for use by several
 * threads.
 */
public final class WallClock {
  private static final long SLEW_DIVISOR = 2_000;
  private static final long STEP_NS = TimeUnit.MINUTES.toNanos(1);
  private static final long ADJUST_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier monotonicNs;
  private final LongSupplier wallNs;
  private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);
  private volatile Anchor anchor;

  /** From {@code monotonic} on, the time is {@code wall} and gains a share of what passes. */
  private record Anchor(long monotonic, long wall, long gainNs, long gainOverNs, Anchor previous) {
    long at(long now) {
      long elapsed = now - monotonic;
      if (elapsed < 0) {
        return previous == null ? wall + elapsed : previous.at(now);
      }
      long gained =
          elapsed >= gainOverNs
              ? gainNs
              : gainNs < 0 ? -(elapsed / SLEW_DIVISOR) : elapsed / SLEW_DIVISOR;
      return wall + elapsed + gained;
    }

    Anchor withoutPrevious() {
      return new Anchor(monotonic, wall, gainNs, gainOverNs, null);
    }
  }

  /** A clock on the system's own clocks. */
  public WallClock() {
    this(System::nanoTime, WallClock::systemWallNs);
  }

  WallClock(LongSupplier monotonicNs, LongSupplier wallNs) {
    this.monotonicNs = monotonicNs;
    this.wallNs = wallNs;
    this.anchor = new Anchor(monotonicNs.getAsLong(), wallNs.getAsLong(), 0, 0, null);
  }

  private static long systemWallNs() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** Nanoseconds since the Unix epoch; never less than an earlier answer. */
  public long now() {
    long monotonic = monotonicNs.getAsLong();
    Anchor current = anchor;
    if (monotonic - current.monotonic >= ADJUST_EVERY_NS) {
      current = adjust(monotonic);
    }
    long time = current.at(monotonic);
    long seen = latest.get();
    while (time > seen) {
      if (latest.compareAndSet(seen, time)) {
        return time;
      }
      seen = latest.get();
    }
    return seen;
  }

  /**
   * What {@link #now} told, or would have told, at an instant that is past. Of two instants the
   * later one never has the earlier time. Right for the last second at least; what lies further
   * back is wrong by 0.1 % of that at most.
   *
   * @param monotonic as {@link System#nanoTime} told it
   */
  public long at(long monotonic) {
    Anchor current = anchor;
    if (monotonic - current.monotonic >= ADJUST_EVERY_NS) {
      current = adjust(monotonicNs.getAsLong());
    }
    return current.at(monotonic);
  }

  private synchronized Anchor adjust(long monotonic) {
    if (monotonic - anchor.monotonic >= ADJUST_EVERY_NS) {
      long time = anchor.at(monotonic);
      Anchor previous = anchor.withoutPrevious();
      long behind = wallNs.getAsLong() - time;
      if (behind > STEP_NS) {
        anchor = new Anchor(monotonic, time + behind, 0, 0, previous);
      } else {
        long gain = Math.max(behind, -STEP_NS);
        anchor = new Anchor(monotonic, time, gain, Math.abs(gain) * SLEW_DIVISOR, previous);
      }
    }
    return anchor;
  }
}
