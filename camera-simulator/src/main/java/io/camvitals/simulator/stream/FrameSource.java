package io.camvitals.simulator.stream;

import io.camvitals.simulator.media.Clip;
import io.camvitals.simulator.media.ClipKind;
import io.camvitals.simulator.media.ClipSet;
import java.util.List;

/** Plays clips for ever: frame after frame, going to another clip at the end of a GOP. */
final class FrameSource {
  private static final long GOP_NS = 1_000_000_000;

  private final ClipSet clips;
  private long gop;
  private int frameInGop;
  private ClipKind kind = ClipKind.MOVING;

  FrameSource(ClipSet clips) {
    this.clips = clips;
  }

  /**
   * One frame.
   *
   * @param slices its VCL NAL units
   * @param keyFrame whether it begins a GOP
   * @param durationNs time to the next frame by the camera's clock
   */
  record Frame(List<byte[]> slices, boolean keyFrame, long durationNs) {}

  /** The next frame; a GOP that begins now is taken from the wanted clip. */
  Frame next(ClipKind wanted) {
    boolean keyFrame = frameInGop == 0;
    if (keyFrame) {
      kind = wanted;
    }
    Clip clip = clips.clip(kind);
    List<List<byte[]>> frames = clip.gop(gop);
    Frame frame = new Frame(frames.get(frameInGop), keyFrame, GOP_NS / frames.size());
    frameInGop++;
    if (frameInGop == frames.size()) {
      nextGop();
    }
    return frame;
  }

  /** Leaves frames out: what comes next begins a GOP. */
  void cut() {
    if (frameInGop > 0) {
      nextGop();
    }
  }

  private void nextGop() {
    frameInGop = 0;
    gop++;
  }
}
