package io.camvitals.metrics.frame;

/**
 * Follows what the frames of one stream are predicted from. A whole key frame stands on its own;
 * every other frame needs the ones before it back to a key frame, but for disposable ones, which
 * nothing needs. So after a damaged frame all are spoilt until the next whole key frame.
 *
 * <p>Which earlier picture a frame really refers to stands in its data; that it needs them all is
 * true of what cameras send (one reference, the last), and an upper bound for layered streams.
 *
 * <p>Frames come in the order of their packets. Not thread-safe.
 */
public final class FrameChain {
  /** How a frame stands in the chain. */
  public enum Place {
    /** Whole, and so is all that it is predicted from. */
    INTACT,
    /** A part of it is missing. */
    DAMAGED,
    /** Whole, but predicted from a damaged frame. */
    SPOILT,
    /** Whole, and no key frame was seen before it; or cut by the stream's beginning or end. */
    UNANCHORED
  }

  private static final long LARGEST_DISAGREEMENT_NS = 10_000_000_000L;

  private final double nsPerUnit;
  private Place state = Place.UNANCHORED;
  private boolean anyKeyFrame;
  private long keyFrameArrivalNs;
  private int keyFrameTimestamp;
  private int framesSinceKeyFrame;
  private long intervalNs = -1;
  private int distance = -1;

  /**
   * @param clockRate of RTP timestamps, units per second; 0 when unknown, and then intervals are by
   *     arrival
   */
  public FrameChain(int clockRate) {
    nsPerUnit = clockRate > 0 ? 1e9 / clockRate : 0;
  }

  /**
   * Takes the next frame.
   *
   * @param complete nothing of it is missing, and nothing between it and the frame before
   * @param disposable nothing is predicted from it
   * @param firstArrivalNs nanoseconds since the Unix epoch
   */
  public Place frame(
      boolean keyFrame,
      boolean complete,
      boolean disposable,
      long firstArrivalNs,
      int rtpTimestamp) {
    framesSinceKeyFrame++;
    intervalNs = -1;
    distance = -1;
    if (keyFrame) {
      keyFrame(firstArrivalNs, rtpTimestamp);
    }
    if (!complete) {
      if (!disposable || keyFrame) {
        state = Place.SPOILT;
      }
      return Place.DAMAGED;
    }
    if (keyFrame) {
      state = Place.INTACT;
    }
    return state;
  }

  /**
   * Takes a frame of which only a part was seen, since the stream was seen from there on, or to
   * there. Nothing is known of what is predicted from it.
   */
  public Place cutFrame(boolean keyFrame, long firstArrivalNs, int rtpTimestamp) {
    frame(keyFrame, true, true, firstArrivalNs, rtpTimestamp);
    state = Place.UNANCHORED;
    return state;
  }

  private void keyFrame(long firstArrivalNs, int rtpTimestamp) {
    if (anyKeyFrame) {
      long byArrivalNs = firstArrivalNs - keyFrameArrivalNs;
      long byTimestampNs = Math.round((rtpTimestamp - keyFrameTimestamp) * nsPerUnit);
      // A new sequence of the sender has another base of timestamps.
      boolean agree = Math.abs(byTimestampNs - byArrivalNs) <= LARGEST_DISAGREEMENT_NS;
      intervalNs = Math.max(0, nsPerUnit > 0 && agree ? byTimestampNs : byArrivalNs);
      distance = framesSinceKeyFrame;
    }
    anyKeyFrame = true;
    keyFrameArrivalNs = firstArrivalNs;
    keyFrameTimestamp = rtpTimestamp;
    framesSinceKeyFrame = 0;
  }

  /**
   * Of a key frame just taken: time since the one before, nanoseconds, by the sender's clock where
   * its rate is known; -1 when there was none.
   */
  public long keyFrameIntervalNs() {
    return intervalNs;
  }

  /** Of a key frame just taken: frames since the one before, 1 when it is the next; -1 likewise. */
  public int keyFrameDistance() {
    return distance;
  }
}
