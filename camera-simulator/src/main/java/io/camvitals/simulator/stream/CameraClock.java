package io.camvitals.simulator.stream;

/**
 * The camera's own clock, which may run fast or slow: maps the simulator's nanoseconds to time
 * since the stream began, and to the time of day as the camera believes it to be.
 */
final class CameraClock {
  private final long startEpochNs;
  private long anchorNs;
  private long anchorMediaNs;
  private double rate = 1;

  /**
   * A clock that begins now and is right.
   *
   * @param nowNs the simulator's time
   * @param epochNs the time of day: nanoseconds since 1970
   */
  CameraClock(long nowNs, long epochNs) {
    this.anchorNs = nowNs;
    this.startEpochNs = epochNs;
  }

  /** The clock shows this much, and runs at this rate, from a moment on. */
  void set(long nowNs, long mediaNs, double newRate) {
    anchorNs = nowNs;
    anchorMediaNs = mediaNs;
    rate = newRate;
  }

  /** Nanoseconds since the stream began. */
  long mediaNs(long nowNs) {
    return anchorMediaNs + Math.round((nowNs - anchorNs) * rate);
  }

  /** When the clock will have gone on by this much. */
  long after(long nowNs, long durationNs) {
    return nowNs + Math.round(durationNs / rate);
  }

  /** The time of day at a time since the stream began, in nanoseconds since 1970. */
  long epochNs(long mediaNs) {
    return startEpochNs + mediaNs;
  }
}
