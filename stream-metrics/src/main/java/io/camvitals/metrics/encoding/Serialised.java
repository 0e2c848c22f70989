package io.camvitals.metrics.encoding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How numbers are written: seven bits a byte, the lowest first, the eighth bit set in all but the
 * last; the sign in the lowest bit. Most figures of a window are small, and a stream has many
 * windows.
 */
public final class Serialised {
  private static final int BITS = 7;

  private Serialised() {}

  public static void write(long value, DataOutput out) throws IOException {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7fL) != 0) {
      out.writeByte((int) (rest & 0x7f | 0x80));
      rest >>>= BITS;
    }
    out.writeByte((int) rest);
  }

  public static long read(DataInput in) throws IOException {
    long rest = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      byte next = in.readByte();
      rest |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return rest >>> 1 ^ -(rest & 1);
      }
    }
    throw new IOException("a number takes more than 64 bits");
  }

  /** Checks what was read back. */
  public static int within(String name, int value, int least, int most) throws IOException {
    if (value < least || value > most) {
      throw new IOException(
          String.format("%s is %d, not within %d to %d", name, value, least, most));
    }
    return value;
  }
}
