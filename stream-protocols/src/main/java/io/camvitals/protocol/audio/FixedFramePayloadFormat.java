package io.camvitals.protocol.audio;

import java.nio.ByteBuffer;

/** Frames of one size behind each other, the last of which may be of comfort noise. */
final class FixedFramePayloadFormat implements AudioPayloadFormat {
  private final int frameBytes;
  private final int frameSamples;
  private final int noiseBytes;
  private int samples = UNKNOWN;

  /**
   * @param noiseBytes size of a frame of comfort noise (G.729 annex B); 0 when there is none
   */
  FixedFramePayloadFormat(int frameBytes, int frameSamples, int noiseBytes) {
    this.frameBytes = frameBytes;
    this.frameSamples = frameSamples;
    this.noiseBytes = noiseBytes;
  }

  @Override
  public int frames(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength, boolean marker) {
    int rest = wireLength % frameBytes;
    if (rest != 0 && rest != noiseBytes) {
      samples = UNKNOWN;
      return UNKNOWN;
    }
    int frames = wireLength / frameBytes + (rest == 0 ? 0 : 1);
    samples = frames * frameSamples;
    return frames;
  }

  @Override
  public int samples() {
    return samples;
  }
}
