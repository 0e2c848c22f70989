package io.camvitals.event;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;

/** One packed repeated field of varints, read into an array that is used again. */
final class PackedColumn {
  private static final int LONGEST_VARINT = 10;

  private final String name;
  private long[] values = new long[512];
  private int size;

  PackedColumn(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  int size() {
    return size;
  }

  long get(int row) {
    return values[row];
  }

  void clear() {
    size = 0;
  }

  /**
   * Appends the varints within [from, end), as they are on the wire.
   *
   * @throws InvalidProtocolBufferException when one is cut or too long, or when there are too many
   */
  void read(byte[] bytes, int from, int end) throws InvalidProtocolBufferException {
    makeRoom(bytes, from, end);
    long[] out = values;
    int row = size;
    int at = from;
    while (at < end) {
      long value = bytes[at++];
      if (value < 0) {
        value &= 0x7f;
        int shift = 7;
        byte next;
        do {
          if (at == end || shift == 7 * LONGEST_VARINT) {
            throw new InvalidProtocolBufferException(
                "a value of the " + name + " is malformed at byte " + at);
          }
          next = bytes[at++];
          value |= (next & 0x7fL) << shift;
          shift += 7;
        } while (next < 0);
      }
      out[row++] = value;
    }
    size = row;
  }

  private void makeRoom(byte[] bytes, int from, int end) throws InvalidProtocolBufferException {
    if (end - from <= values.length - size) {
      return;
    }
    int rows = size;
    for (int at = from; at < end; at++) {
      rows += bytes[at] >= 0 ? 1 : 0;
    }
    if (rows > PacketBatchColumns.MAXIMUM_ROWS) {
      throw new InvalidProtocolBufferException(
          "the batch holds more than " + PacketBatchColumns.MAXIMUM_ROWS + " rows");
    }
    if (rows > values.length) {
      values = Arrays.copyOf(values, Math.max(rows, 2 * values.length));
    }
  }

  /** Turns zigzag-coded differences into values: each adds to the one before, the first to base. */
  void integrate(long base) {
    long value = base;
    for (int row = 0; row < size; row++) {
      long coded = values[row];
      value += coded >>> 1 ^ -(coded & 1);
      values[row] = value;
    }
  }

  /**
   * Checks unsigned values.
   *
   * @throws InvalidProtocolBufferException when one exceeds 31 bits
   */
  void requireThirtyOneBits() throws InvalidProtocolBufferException {
    long all = 0;
    for (int row = 0; row < size; row++) {
      all |= values[row];
    }
    if (all >>> 31 != 0) {
      throw new InvalidProtocolBufferException("a value of the " + name + " exceeds 31 bits");
    }
  }
}
