package io.camvitals.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How one stream is measured.
 *
 * @param clockRate RTP timestamp units per second; 0 when unknown, and then no jitter is computed
 * @param signalled true when signalling announced the stream, so that its first packet counts; else
 *     two consecutive sequence numbers must be seen first (RFC 3550 appendix A.1, MIN_SEQUENTIAL)
 * @param windowNs length of a window, nanoseconds, at least 1
 * @param retainNs how much of the stream's time is kept for packets that come late, nanoseconds, at
 *     least 0
 */
public record StreamMeterSettings(int clockRate, boolean signalled, long windowNs, long retainNs) {
  private static final long SECOND_NS = 1_000_000_000L;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when one is out of its range; the message names it
   */
  public StreamMeterSettings {
    if (clockRate < 0) {
      throw new IllegalArgumentException("clockRate " + clockRate + " is negative");
    }
    if (windowNs < 1) {
      throw new IllegalArgumentException("windowNs " + windowNs + " is below 1");
    }
    if (retainNs < 0) {
      throw new IllegalArgumentException("retainNs " + retainNs + " is negative");
    }
  }

  /** Windows of one second, kept for 60 seconds. */
  public static StreamMeterSettings ofSeconds(int clockRate, boolean signalled) {
    return new StreamMeterSettings(clockRate, signalled, SECOND_NS, 60 * SECOND_NS);
  }

  /** One window for the whole of the stream. */
  public static StreamMeterSettings ofWholeStream(int clockRate, boolean signalled) {
    return new StreamMeterSettings(clockRate, signalled, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(clockRate);
    out.writeBoolean(signalled);
    out.writeLong(windowNs);
    out.writeLong(retainNs);
  }

  static StreamMeterSettings readFrom(DataInput in) throws IOException {
    try {
      return new StreamMeterSettings(in.readInt(), in.readBoolean(), in.readLong(), in.readLong());
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }
}
