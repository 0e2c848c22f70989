package io.camvitals.simulator.media;

import java.util.List;

/**
 * An endless loop of encoded video.
 *
 * @param gops each one second long, beginning with an IDR picture; a frame is the list of its
 *     slices (VCL NAL units), without parameter sets and SEI
 */
public record Clip(List<List<List<byte[]>>> gops) {
  /** Seconds, and so GOPs, until the loop of moving pictures begins again. */
  public static final int SECONDS = 2;

  /** The frames of a GOP; counts on round the loop. */
  public List<List<byte[]>> gop(long number) {
    return gops.get(Math.floorMod(number, gops.size()));
  }
}
