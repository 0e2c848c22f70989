package io.camvitals.metrics.frame;

import io.camvitals.metrics.Figure;
import io.camvitals.metrics.Figures;

/** The figures of a video stream's frames over a span of time. */
public enum FrameFigure implements Figure {
  INTRA_FRAMES(Kind.SUM),
  INTRA_BYTES(Kind.SUM),
  INTRA_BYTES_MAX(Kind.MAXIMUM),
  PREDICTED_FRAMES(Kind.SUM),
  PREDICTED_BYTES(Kind.SUM),
  PREDICTED_BYTES_MAX(Kind.MAXIMUM),
  BIPREDICTED_FRAMES(Kind.SUM),
  BIPREDICTED_BYTES(Kind.SUM),
  BIPREDICTED_BYTES_MAX(Kind.MAXIMUM),
  UNTYPED_FRAMES(Kind.SUM),
  UNTYPED_BYTES(Kind.SUM),
  UNTYPED_BYTES_MAX(Kind.MAXIMUM),
  /** Frames of which a packet is missing, or an end was not seen. */
  DAMAGED(Kind.SUM),
  /** Key frames among these. */
  DAMAGED_KEY_FRAMES(Kind.SUM),
  /** Whole frames that are predicted, over others, from one that is damaged. */
  SPOILT(Kind.SUM),
  /** Whole frames before the first key frame that was seen: nothing is known of what they need. */
  UNANCHORED(Kind.SUM),
  /** Packets missing within frames. */
  PACKETS_MISSING(Kind.SUM),
  /** Frames at which a decoder can begin. */
  KEY_FRAMES(Kind.SUM),
  /** Their burst: payload bytes, packets, and time from the first packet to the last. */
  KEY_FRAME_BYTES(Kind.SUM),
  KEY_FRAME_BYTES_MAX(Kind.MAXIMUM),
  KEY_FRAME_PACKETS(Kind.SUM),
  KEY_FRAME_PACKETS_MAX(Kind.MAXIMUM),
  KEY_FRAME_DURATION_SUM_NS(Kind.SUM),
  KEY_FRAME_DURATION_MAX_NS(Kind.MAXIMUM),
  /** From one key frame to the next: how many such intervals, in time and in frames. */
  KEY_FRAME_INTERVALS(Kind.SUM),
  KEY_FRAME_INTERVAL_SUM_NS(Kind.SUM),
  KEY_FRAME_INTERVAL_MIN_NS(Kind.MINIMUM),
  KEY_FRAME_INTERVAL_MAX_NS(Kind.MAXIMUM),
  KEY_FRAME_DISTANCE_SUM(Kind.SUM),
  KEY_FRAME_DISTANCE_MAX(Kind.MAXIMUM);

  private final Kind kind;

  FrameFigure(Kind kind) {
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  /** Frames of all types. */
  public static long frames(Figures<FrameFigure> figures) {
    return figures.get(INTRA_FRAMES)
        + figures.get(PREDICTED_FRAMES)
        + figures.get(BIPREDICTED_FRAMES)
        + figures.get(UNTYPED_FRAMES);
  }

  /** Mean of a sum over its count; -1 when there is none. */
  public static long mean(Figures<FrameFigure> figures, FrameFigure sum, FrameFigure count) {
    long samples = figures.get(count);
    return samples == 0 ? Figures.UNKNOWN : figures.get(sum) / samples;
  }
}
