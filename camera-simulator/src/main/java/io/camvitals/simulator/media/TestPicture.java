package io.camvitals.simulator.media;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws a loop of moving pictures: crossed waves, a disc on a circle, and sensor noise, which keeps
 * an encoder as busy as a real scene does. The last picture leads on to the first.
 */
final class TestPicture {
  private static final int WAVE = 512;
  private static final int NOISE = 1 << 16;
  private static final int NOISE_AMPLITUDE = 3;

  private final int framesInLoop;
  private final Picture picture;
  private final byte[] wave = new byte[WAVE];
  private final byte[] noise = new byte[NOISE];

  TestPicture(int width, int height, int framesInLoop) {
    this.framesInLoop = framesInLoop;
    this.picture = Picture.of(width, height);
    for (int i = 0; i < WAVE; i++) {
      wave[i] = (byte) Math.round(45 * Math.sin(2 * Math.PI * i / WAVE));
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < NOISE; i++) {
      noise[i] = (byte) random.nextInt(-NOISE_AMPLITUDE, NOISE_AMPLITUDE + 1);
    }
  }

  /** Draws one picture of the loop; it is overwritten by the next call. */
  Picture draw(int frame) {
    drawLuma(frame);
    drawChroma(frame);
    drawDisc(frame);
    BlockCode.write(picture, frame);
    return picture;
  }

  /** A picture in which nothing can be seen, and so without a block code. */
  Picture black() {
    Arrays.fill(picture.luma(), (byte) Picture.BLACK);
    Arrays.fill(picture.cb(), (byte) Picture.NO_COLOUR);
    Arrays.fill(picture.cr(), (byte) Picture.NO_COLOUR);
    return picture;
  }

  private void drawLuma(int frame) {
    int shift = frame * WAVE / framesInLoop;
    SplittableRandom random = new SplittableRandom(frame);
    byte[] luma = picture.luma();
    for (int y = 0, i = 0; y < picture.height(); y++) {
      int across = 126 + wave[2 * y - shift & WAVE - 1];
      int grain = random.nextInt(NOISE);
      for (int x = 0; x < picture.width(); x++, i++) {
        int along = wave[3 * x + y + 2 * shift & WAVE - 1];
        luma[i] = (byte) (across + along + noise[grain + x & NOISE - 1]);
      }
    }
  }

  private void drawChroma(int frame) {
    int shift = frame * WAVE / framesInLoop;
    int width = picture.width() / 2;
    for (int y = 0, i = 0; y < picture.height() / 2; y++) {
      for (int x = 0; x < width; x++, i++) {
        picture.cb()[i] = (byte) (Picture.NO_COLOUR + wave[x + shift & WAVE - 1]);
        picture.cr()[i] = (byte) (Picture.NO_COLOUR + wave[y - shift & WAVE - 1]);
      }
    }
  }

  private void drawDisc(int frame) {
    double angle = 2 * Math.PI * frame / framesInLoop;
    int radius = picture.height() / 8;
    int centreX = (int) (picture.width() / 2.0 + picture.width() / 4.0 * Math.cos(angle));
    int centreY = (int) (picture.height() / 2.0 + picture.height() / 4.0 * Math.sin(angle));
    for (int y = -radius; y <= radius; y++) {
      int half = (int) Math.sqrt(radius * radius - y * y);
      int line = (centreY + y) * picture.width() + centreX;
      Arrays.fill(picture.luma(), line - half, line + half + 1, (byte) (200 + 30 * y / radius));
    }
  }
}
