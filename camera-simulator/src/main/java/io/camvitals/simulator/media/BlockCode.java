package io.camvitals.simulator.media;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * A number written into the picture as a row of black and white blocks, for readers that get only
 * decoded pictures.
 *
 * <p>Each block is {@value #BLOCK} pixels wide and high; the row begins {@value #MARGIN} pixels
 * from the left and the top. It holds, most significant bit first and white for 1: the mark {@code
 * 10}, the number in 16 bits, and an 8-bit CRC (polynomial 0x07, initial value 0xff) of the
 * number's two bytes.
 */
public final class BlockCode {
  /** Width and height of a block in pixels. */
  public static final int BLOCK = 8;

  /** Pixels between the picture's left and upper edge and the first block. */
  public static final int MARGIN = 16;

  private static final int MARK = 0b10;
  private static final int BITS = 2 + 16 + 8;
  private static final int THRESHOLD = (Picture.BLACK + Picture.WHITE) / 2;

  private BlockCode() {}

  /** Draws a number of 0 to 65535. */
  static void write(Picture picture, int number) {
    int word = MARK << 24 | number << 8 | crc(number);
    for (int bit = 0; bit < BITS; bit++) {
      boolean one = (word >>> (BITS - 1 - bit) & 1) == 1;
      fill(picture, MARGIN + bit * BLOCK, (byte) (one ? Picture.WHITE : Picture.BLACK));
    }
  }

  private static void fill(Picture picture, int left, byte luma) {
    for (int y = MARGIN; y < MARGIN + BLOCK; y++) {
      for (int x = left; x < left + BLOCK; x++) {
        picture.luma()[y * picture.width() + x] = luma;
        int chroma = y / 2 * (picture.width() / 2) + x / 2;
        picture.cb()[chroma] = (byte) Picture.NO_COLOUR;
        picture.cr()[chroma] = (byte) Picture.NO_COLOUR;
      }
    }
  }

  /**
   * Reads the number out of a decoded picture.
   *
   * @param luma luma plane; neither position nor limit is used
   * @param offset index of the picture's first pixel
   * @param stride bytes from one line to the next; at least 224 pixels must be there
   * @return empty when the picture carries no code or its checksum is wrong
   */
  public static OptionalInt read(ByteBuffer luma, int offset, int stride) {
    int word = 0;
    for (int bit = 0; bit < BITS; bit++) {
      int left = offset + MARGIN * stride + MARGIN + bit * BLOCK;
      word = word << 1 | (mean(luma, left, stride) > THRESHOLD ? 1 : 0);
    }
    int number = word >>> 8 & 0xffff;
    return word >>> 24 == MARK && (word & 0xff) == crc(number)
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }

  /** Mean of the inner pixels; a codec blurs the edge of a block. */
  private static int mean(ByteBuffer luma, int corner, int stride) {
    int sum = 0;
    for (int y = 2; y < BLOCK - 2; y++) {
      for (int x = 2; x < BLOCK - 2; x++) {
        sum += luma.get(corner + y * stride + x) & 0xff;
      }
    }
    return sum / ((BLOCK - 4) * (BLOCK - 4));
  }

  private static int crc(int number) {
    int crc = 0xff;
    for (int bit = 15; bit >= 0; bit--) {
      int top = crc >>> 7 ^ number >>> bit & 1;
      crc = crc << 1 & 0xff;
      crc ^= top == 1 ? 0x07 : 0;
    }
    return crc;
  }
}
