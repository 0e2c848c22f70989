package io.camvitals.protocol.audio;

import java.nio.ByteBuffer;

/** Sample by sample (RFC 3551 section 4.5): the payload's size tells its length. */
final class SampledPayloadFormat implements AudioPayloadFormat {
  private final int bitsPerSample;
  private int samples = UNKNOWN;

  /**
   * @param bitsPerSample of all channels together
   */
  SampledPayloadFormat(int bitsPerSample) {
    this.bitsPerSample = bitsPerSample;
  }

  @Override
  public int frames(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength, boolean marker) {
    long bits = 8L * wireLength;
    boolean whole = bits % bitsPerSample == 0;
    samples = whole ? (int) (bits / bitsPerSample) : UNKNOWN;
    return wireLength == 0 ? 0 : whole ? 1 : UNKNOWN;
  }

  @Override
  public int samples() {
    return samples;
  }
}
