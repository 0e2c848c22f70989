package io.camvitals.metrics.rtcp;

import io.camvitals.metrics.Figure;
import io.camvitals.metrics.Figures;

/**
 * The figures of a stream's RTCP over a span of time. "Remote" is what receivers reported of the
 * stream: it was measured elsewhere, by the rules of RFC 3550, and is never added to our own.
 */
public enum RtcpFigure implements Figure {
  /** SR (RFC 3550 section 6.4.1). */
  SENDER_REPORTS(Kind.SUM),
  /** Report blocks about the stream, of RR or SR. */
  RECEPTION_REPORTS(Kind.SUM),
  /** BYE. */
  GOODBYES(Kind.SUM),
  /** Packets that receivers asked for again (RFC 4585 section 6.2.1). */
  NACKED_PACKETS(Kind.SUM),
  /** Messages that a picture was lost (PLI). */
  PICTURE_LOSSES(Kind.SUM),
  /** Requests for a key frame (FIR). */
  KEY_FRAME_REQUESTS(Kind.SUM),
  /** Packets that receivers expected between two of their reports, over all receivers. */
  REMOTE_EXPECTED(Kind.SUM),
  /**
   * Of these, packets lost as RFC 3550 appendix A.3 counts: duplicates count against it, so it may
   * be negative.
   */
  REMOTE_LOST(Kind.SUM),
  /** The highest fraction lost of a report, in 1/256. */
  REMOTE_FRACTION_MAX(Kind.MAXIMUM),
  /** Interarrival jitter as reported: sum over {@link #REMOTE_JITTER_REPORTS}, nanoseconds. */
  REMOTE_JITTER_SUM_NS(Kind.SUM),
  REMOTE_JITTER_REPORTS(Kind.SUM),
  REMOTE_JITTER_MAX_NS(Kind.MAXIMUM),
  /** Round trips from here to a receiver and back: how many, their sum, least and greatest. */
  RECEIVER_ROUND_TRIPS(Kind.SUM),
  RECEIVER_ROUND_TRIP_SUM_NS(Kind.SUM),
  RECEIVER_ROUND_TRIP_MIN_NS(Kind.MINIMUM),
  RECEIVER_ROUND_TRIP_MAX_NS(Kind.MAXIMUM),
  /** Round trips from here to the sender and back. */
  SENDER_ROUND_TRIPS(Kind.SUM),
  SENDER_ROUND_TRIP_SUM_NS(Kind.SUM),
  SENDER_ROUND_TRIP_MIN_NS(Kind.MINIMUM),
  SENDER_ROUND_TRIP_MAX_NS(Kind.MAXIMUM);

  private final Kind kind;

  RtcpFigure(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  /** Remote lost / expected, 0 to 1; NaN when receivers told of no span of packets. */
  public static double remoteLossRatio(Figures<RtcpFigure> figures) {
    long expected = figures.get(REMOTE_EXPECTED);
    return expected == 0 ? Double.NaN : (double) Math.max(0, figures.get(REMOTE_LOST)) / expected;
  }

  /** Mean of a sum over its count; -1 when there is none. */
  public static long mean(Figures<RtcpFigure> figures, RtcpFigure sum, RtcpFigure count) {
    long samples = figures.get(count);
    return samples == 0 ? Figures.UNKNOWN : figures.get(sum) / samples;
  }
}
