package io.camvitals.simulator.media;

/**
 * One picture in planar YUV 4:2:0 (limited range: luma 16 to 235).
 *
 * @param luma {@code width * height} bytes
 * @param cb a quarter of that
 * @param cr a quarter of that
 */
record Picture(int width, int height, byte[] luma, byte[] cb, byte[] cr) {
  static final int BLACK = 16;
  static final int WHITE = 235;
  static final int NO_COLOUR = 128;

  /** A picture of zeros. Width and height must be even. */
  static Picture of(int width, int height) {
    int quarter = width / 2 * (height / 2);
    return new Picture(
        width, height, new byte[width * height], new byte[quarter], new byte[quarter]);
  }
}
