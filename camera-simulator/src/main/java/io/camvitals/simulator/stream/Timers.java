package io.camvitals.simulator.stream;

/** Runs things later, all on one thread. */
public interface Timers {
  /** Nanoseconds, 0 or more, of a clock that never goes back; its origin means nothing. */
  long nanoTime();

  /**
   * Runs a task at a time of {@link #nanoTime}, or as soon as possible after it. Tasks for the same
   * time run in the order in which they were given.
   */
  void at(long timeNs, Runnable task);
}
