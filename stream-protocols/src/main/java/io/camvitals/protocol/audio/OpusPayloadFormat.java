package io.camvitals.protocol.audio;

import java.nio.ByteBuffer;

/**
 * Opus (RFC 7587): a payload is one Opus packet, whose first byte tells the frames (RFC 6716
 * section 3.1).
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+
 * | config  |s| c |
 * +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class OpusPayloadFormat implements AudioPayloadFormat {
  /** A packet holds at most 120 ms (section 3.2.5), at 48 kHz. */
  private static final int MOST_SAMPLES = 5_760;

  private static final int[] SILK_SAMPLES = {480, 960, 1_920, 2_880};
  private static final int[] HYBRID_SAMPLES = {480, 960};
  private static final int[] CELT_SAMPLES = {120, 240, 480, 960};
  private static final int FIRST_HYBRID = 12;
  private static final int FIRST_CELT = 16;

  private int samples = UNKNOWN;

  @Override
  public int frames(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength, boolean marker) {
    samples = UNKNOWN;
    if (wireLength == 0) {
      return 0;
    }
    if (capturedLength == 0) {
      return UNKNOWN;
    }
    int first = buffer.get(offset) & 0xff;
    int frames;
    switch (first & 3) {
      case 0 -> frames = 1;
      case 1 -> frames = (wireLength - 1) % 2 == 0 ? 2 : UNKNOWN;
      case 2 -> frames = 2;
      default ->
          frames = wireLength < 2 || capturedLength < 2 ? UNKNOWN : buffer.get(offset + 1) & 0x3f;
    }
    int all = frames * frameSamples(first >>> 3);
    if (frames < 1 || all > MOST_SAMPLES) {
      return UNKNOWN;
    }
    samples = all;
    return frames;
  }

  /** Table 2. */
  private static int frameSamples(int configuration) {
    if (configuration < FIRST_HYBRID) {
      return SILK_SAMPLES[configuration % 4];
    }
    return configuration < FIRST_CELT
        ? HYBRID_SAMPLES[configuration % 2]
        : CELT_SAMPLES[configuration % 4];
  }

  @Override
  public int samples() {
    return samples;
  }
}
