package io.camvitals.protocol.video;

/**
 * Bits of a NAL unit's content (raw byte sequence payload), emulation prevention taken away. Behind
 * the end all bits are zero, and {@link #overrun} tells that some were asked for.
 */
final class RbspReader {
  private final byte[] bytes;
  private final int bitCount;
  private int position;

  RbspReader(byte[] nalUnit, int headerLength) {
    bytes = new byte[nalUnit.length];
    int length = 0;
    int zeros = 0;
    for (int i = headerLength; i < nalUnit.length; i++) {
      byte b = nalUnit[i];
      if (zeros >= 2 && b == 3) {
        zeros = 0;
      } else {
        bytes[length++] = b;
        zeros = b == 0 ? zeros + 1 : 0;
      }
    }
    bitCount = 8 * length;
  }

  private RbspReader(byte[] bits) {
    bytes = bits;
    bitCount = 8 * bits.length;
  }

  /** Of a codec that knows no emulation prevention. */
  static RbspReader ofPlainBits(byte[] bits) {
    return new RbspReader(bits);
  }

  boolean overrun() {
    return position > bitCount;
  }

  /** An unsigned number of up to 31 bits: u(n). */
  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** An unsigned number of 32 bits. */
  long word() {
    return (long) bits(16) << 16 | bits(16);
  }

  void skip(int count) {
    position = Math.min(position + count, bitCount + 1);
  }

  boolean flag() {
    return bit() == 1;
  }

  /** Exp-Golomb code, unsigned: ue(v). A code longer than 31 bits counts as an overrun. */
  int unsigned() {
    int zeros = 0;
    while (bit() == 0) {
      zeros++;
      if (zeros > 30) {
        position = bitCount + 1;
        return 0;
      }
    }
    return (1 << zeros) - 1 + bits(zeros);
  }

  /** Exp-Golomb code, signed: se(v). */
  int signed() {
    int code = unsigned();
    return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
  }

  private int bit() {
    if (position >= bitCount) {
      position = bitCount + 1;
      return 0;
    }
    int bit = bytes[position >>> 3] >>> 7 - (position & 7) & 1;
    position++;
    return bit;
  }
}
