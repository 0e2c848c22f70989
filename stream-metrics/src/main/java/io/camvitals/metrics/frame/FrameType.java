package io.camvitals.metrics.frame;

/** What a picture is predicted from. */
public enum FrameType {
  /** From nothing but itself: I. */
  INTRA(FrameFigure.INTRA_FRAMES, FrameFigure.INTRA_BYTES, FrameFigure.INTRA_BYTES_MAX),
  /** From one other picture a block: P. */
  PREDICTED(
      FrameFigure.PREDICTED_FRAMES, FrameFigure.PREDICTED_BYTES, FrameFigure.PREDICTED_BYTES_MAX),
  /** From up to two: B. */
  BIPREDICTED(
      FrameFigure.BIPREDICTED_FRAMES,
      FrameFigure.BIPREDICTED_BYTES,
      FrameFigure.BIPREDICTED_BYTES_MAX),
  /** The packets that came do not say it. */
  UNKNOWN(FrameFigure.UNTYPED_FRAMES, FrameFigure.UNTYPED_BYTES, FrameFigure.UNTYPED_BYTES_MAX);

  private final FrameFigure frames;
  private final FrameFigure bytes;
  private final FrameFigure bytesMax;

  FrameType(FrameFigure frames, FrameFigure bytes, FrameFigure bytesMax) {
    this.frames = frames;
    this.bytes = bytes;
    this.bytesMax = bytesMax;
  }

  /** Counts frames of this type. */
  public FrameFigure frames() {
    return frames;
  }

  /** Sums their payload bytes. */
  public FrameFigure bytes() {
    return bytes;
  }

  /** The largest of them, payload bytes. */
  public FrameFigure bytesMax() {
    return bytesMax;
  }
}
