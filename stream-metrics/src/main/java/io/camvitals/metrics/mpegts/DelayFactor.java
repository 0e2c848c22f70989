package io.camvitals.metrics.mpegts;

/**
 * The delay factor of the media delivery index (RFC 4445 section 3.1): how much a buffer that is
 * drained at the media rate swings within one interval, in time of that rate.
 *
 * <p>It holds for a constant bit rate alone. With a variable rate the buffer swings although the
 * network delays nothing, and the factor tells of both together.
 */
final class DelayFactor {
  private double bytesPerNs;
  private long startNs;
  private long bytes;
  private double lowest;
  private double highest;
  private boolean any;

  /**
   * Begins an interval.
   *
   * @param mediaRate bytes per nanosecond; 0 when unknown, and then there is no factor
   */
  void begin(long intervalStartNs, double mediaRate) {
    startNs = intervalStartNs;
    bytesPerNs = mediaRate;
    bytes = 0;
    any = false;
  }

  void datagram(long arrivalNs, int size) {
    double before = bytes - bytesPerNs * (arrivalNs - startNs);
    bytes += size;
    double after = before + size;
    lowest = any ? Math.min(lowest, before) : before;
    highest = any ? Math.max(highest, after) : after;
    any = true;
  }

  /** Nanoseconds; -1 when the rate is not known or nothing came. */
  long ns() {
    return any && bytesPerNs > 0 ? Math.round((highest - lowest) / bytesPerNs) : -1;
  }
}
