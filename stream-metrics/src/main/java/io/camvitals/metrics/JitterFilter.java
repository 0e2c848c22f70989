package io.camvitals.metrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The interarrival jitter of RFC 3550 section 6.4.1 and appendix A.8:
 *
 * <pre>
 *   D(i-1,i) = (R(i) - R(i-1)) - (S(i) - S(i-1))
 *   J(i)     = J(i-1) + (|D(i-1,i)| - J(i-1)) / 16
 * </pre>
 *
 * with R the arrival and S the RTP timestamp, in order of arrival. It is kept in nanoseconds
 * (timestamp units * 10^9 / clock rate) without the RFC's rounding to whole units.
 *
 * <p>A |D| of more than {@link #DISCONTINUITY_NS} is no jitter: the sender chose a new timestamp,
 * one of the clocks stepped, or the stream paused. J then stays as it is, and the next difference
 * is taken from the new packet on.
 */
final class JitterFilter {
  /** Above this, 10 s, a difference is a discontinuity. */
  static final double DISCONTINUITY_NS = 10e9;

  /** What {@link #observe} returns when a packet gives no sample. */
  static final long NO_SAMPLE = -1;

  private final double nsPerUnit;
  private boolean primed;
  private long arrivalNs;
  private int rtpTimestamp;
  private double jitterNs;

  JitterFilter(int clockRate) {
    this.nsPerUnit = clockRate == 0 ? 0 : 1e9 / clockRate;
  }

  /** Begins anew, as at the first packet of a stream. */
  void reset() {
    primed = false;
    jitterNs = 0;
  }

  /** J after this packet, nanoseconds, rounded; or {@link #NO_SAMPLE}. */
  long observe(long packetArrivalNs, int packetTimestamp) {
    if (nsPerUnit == 0) {
      return NO_SAMPLE;
    }
    double difference =
        Math.abs(
            (double) (packetArrivalNs - arrivalNs) - (packetTimestamp - rtpTimestamp) * nsPerUnit);
    arrivalNs = packetArrivalNs;
    rtpTimestamp = packetTimestamp;
    if (!primed || difference > DISCONTINUITY_NS) {
      primed = true;
      return NO_SAMPLE;
    }
    jitterNs += (difference - jitterNs) / 16;
    return (long) (jitterNs + 0.5);
  }

  /** J after the last packet, nanoseconds, rounded; {@link #NO_SAMPLE} before any, or unknown. */
  long currentNs() {
    return primed && nsPerUnit != 0 ? (long) (jitterNs + 0.5) : NO_SAMPLE;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(primed);
    out.writeLong(arrivalNs);
    out.writeInt(rtpTimestamp);
    out.writeDouble(jitterNs);
  }

  static JitterFilter readFrom(DataInput in, int clockRate) throws IOException {
    JitterFilter filter = new JitterFilter(clockRate);
    filter.primed = in.readBoolean();
    filter.arrivalNs = in.readLong();
    filter.rtpTimestamp = in.readInt();
    filter.jitterNs = in.readDouble();
    return filter;
  }
}
