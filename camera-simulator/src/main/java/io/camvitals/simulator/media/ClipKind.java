package io.camvitals.simulator.media;

/**
 * The clips that a camera can play. All of one profile have the same parameter sets, and all their
 * GOPs last one second, so that a camera can go from any to any other at the end of a GOP.
 */
public enum ClipKind {
  /** The test picture, moving. */
  MOVING(VideoProfile.FRAME_RATE, 1),
  /** The same pictures at about a quarter of the bitrate; rate control needs a lower aim for it. */
  LOW_BITRATE(VideoProfile.FRAME_RATE, 8),
  /** Every fifth of these pictures. */
  LOW_FRAME_RATE(VideoProfile.FRAME_RATE / 5, 1),
  /** The first picture over and over; its block code stands still too. */
  FROZEN(VideoProfile.FRAME_RATE, 1),
  /** Nothing but black; it has no block code. */
  BLACK(VideoProfile.FRAME_RATE, 1);

  private final int frameRate;
  private final int bitrateDivisor;

  ClipKind(int frameRate, int bitrateDivisor) {
    this.frameRate = frameRate;
    this.bitrateDivisor = bitrateDivisor;
  }

  /** Frames per second, which is also the number of frames in each GOP. */
  public int frameRate() {
    return frameRate;
  }

  /** Whether every GOP looks the same, so that one is enough. */
  boolean still() {
    return this == FROZEN || this == BLACK;
  }

  /** GOPs until the clip begins again. */
  int gops() {
    return still() ? 1 : Clip.SECONDS;
  }

  int bitrateDivisor() {
    return bitrateDivisor;
  }
}
