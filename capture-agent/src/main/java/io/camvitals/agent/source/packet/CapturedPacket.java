package io.camvitals.agent.source.packet;

import java.nio.ByteBuffer;

/**
 * One packet as it was captured: a view of bytes that belong to someone else, filled anew for each
 * packet, so that reading a capture allocates nothing. Nothing of it may be kept after the call
 * that handed it over.
 */
public final class CapturedPacket {
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int offset;
  private int capturedLength;
  private int wireLength;
  private long timestampNs;
  private boolean timestamped;
  private int linkType;
  private int interfaceIndex;
  private long frameNumber;

  /**
   * Points the view at the bytes of a packet.
   *
   * @param buffer big-endian; read by absolute index only
   * @param offset index of the packet's first byte (its link-layer header)
   * @param capturedLength bytes present in the buffer, at least 0
   * @param wireLength bytes that the packet had on the wire; never taken below {@code
   *     capturedLength}
   * @param linkType a {@link LinkType}
   * @param interfaceIndex number of the interface, from 0
   */
  public void set(
      ByteBuffer buffer,
      int offset,
      int capturedLength,
      int wireLength,
      int linkType,
      int interfaceIndex) {
    this.buffer = buffer;
    this.offset = offset;
    this.capturedLength = capturedLength;
    this.wireLength = Math.max(capturedLength, wireLength);
    this.linkType = linkType;
    this.interfaceIndex = interfaceIndex;
  }

  /** Sets the time of capture, nanoseconds since the Unix epoch. */
  public void setTimestampNs(long timestampNs) {
    this.timestampNs = timestampNs;
    this.timestamped = true;
  }

  /** Sets the packet's number within its file, from 1. */
  public void setFrameNumber(long frameNumber) {
    this.frameNumber = frameNumber;
  }

  /** Says that the capture does not tell when the packet came (a pcapng Simple Packet Block). */
  public void clearTimestamp() {
    this.timestampNs = 0;
    this.timestamped = false;
  }

  /** A packet of its own, which may be kept. */
  public CapturedPacket copy() {
    ByteBuffer bytes = ByteBuffer.allocate(capturedLength);
    bytes.put(0, buffer, offset, capturedLength);
    CapturedPacket copy = new CapturedPacket();
    copy.set(bytes, 0, capturedLength, wireLength, linkType, interfaceIndex);
    copy.timestampNs = timestampNs;
    copy.timestamped = timestamped;
    copy.frameNumber = frameNumber;
    return copy;
  }

  public ByteBuffer buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  /** Bytes in the buffer: fewer than {@link #wireLength} when a snapshot length cut the packet. */
  public int capturedLength() {
    return capturedLength;
  }

  public int wireLength() {
    return wireLength;
  }

  /** Nanoseconds since the Unix epoch; 0 when not {@link #timestamped}. */
  public long timestampNs() {
    return timestampNs;
  }

  public boolean timestamped() {
    return timestamped;
  }

  public int linkType() {
    return linkType;
  }

  public int interfaceIndex() {
    return interfaceIndex;
  }

  /** Number within its file from 1, Wireshark's frame.number; 0 when it came from no file. */
  public long frameNumber() {
    return frameNumber;
  }
}
