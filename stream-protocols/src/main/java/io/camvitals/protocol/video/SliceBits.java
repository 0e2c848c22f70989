package io.camvitals.protocol.video;

import java.nio.ByteBuffer;

/**
 * The first 64 bits of a slice header, read without an object: a window that is shifted. Emulation
 * prevention cannot lie within what is asked for here, unless a picture has 2^16 blocks and more.
 * Behind the end all bits are zero.
 */
final class SliceBits {
  /** What {@link #unsigned} returns of a code that does not end within the window. */
  static final int NONE = -1;

  private SliceBits() {}

  static long window(ByteBuffer buffer, int at, int end) {
    long window = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      window = window << 8 | (at + i < end ? buffer.get(at + i) & 0xff : 0);
    }
    return window;
  }

  /** Exp-Golomb code, unsigned: ue(v), of up to 31 bits, at the window's beginning. */
  static int unsigned(long window) {
    int zeros = Long.numberOfLeadingZeros(window);
    return zeros > 15 ? NONE : (int) (window >>> 63 - 2 * zeros) - 1;
  }

  /** Bits that the code at the window's beginning takes. */
  static int length(long window) {
    return 2 * Long.numberOfLeadingZeros(window) + 1;
  }
}
