package io.camvitals.agent.analyze.wireshark;

import java.nio.ByteBuffer;

/**
 * The bytes of one layer: a view of those that were captured, and how many there were on the wire.
 * Reading beyond the captured ones ends the dissection of the frame, as it does in Wireshark.
 */
final class Octets {
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int offset;
  private int captured;
  private int reported;

  /** Points the view at other bytes. */
  Octets set(ByteBuffer buffer, int offset, int captured, int reported) {
    this.buffer = buffer;
    this.offset = offset;
    this.captured = Math.max(0, Math.min(captured, reported));
    this.reported = reported;
    return this;
  }

  /** A view of what is from {@code start} on. */
  Octets from(int start) {
    return part(start, reported - start);
  }

  /** A view of {@code length} bytes from {@code start} on, no more than there are. */
  Octets part(int start, int length) {
    int within = Math.max(0, Math.min(length, reported - start));
    return new Octets().set(buffer, offset + start, Math.min(within, captured - start), within);
  }

  /** Bytes that were captured. */
  int captured() {
    return captured;
  }

  /** Bytes that there were on the wire. */
  int reported() {
    return reported;
  }

  boolean isCut() {
    return captured < reported;
  }

  int unsignedByte(int index) {
    return buffer.get(checked(index, 1)) & 0xff;
  }

  int unsignedShort(int index) {
    return buffer.getShort(checked(index, 2)) & 0xffff;
  }

  int integer(int index) {
    return buffer.getInt(checked(index, 4));
  }

  /** A copy of {@code length} bytes from {@code index} on. */
  byte[] bytes(int index, int length) {
    byte[] copy = new byte[length];
    buffer.get(checked(index, length), copy);
    return copy;
  }

  /** Fails when the {@code length} bytes from {@code index} on were not captured. */
  private int checked(int index, int length) {
    if (index < 0 || index + length > captured) {
      throw EndOfDissection.INSTANCE;
    }
    return offset + index;
  }
}
