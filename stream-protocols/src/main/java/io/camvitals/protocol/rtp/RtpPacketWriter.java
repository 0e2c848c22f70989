package io.camvitals.protocol.rtp;

import java.nio.ByteBuffer;

/**
 * Writes RTP data packets (RFC 3550 sections 5.1 and 5.3.1), the counterpart of {@link RtpPacket}.
 *
 * <p>A writer keeps what it was told, so that a sender changes only sequence number, timestamp and
 * marker from packet to packet. {@link #writeHeader}, the payload, {@link #writePadding} in this
 * order make a packet. Values are checked when they are set. Not for use by several threads at
 * once.
 */
public final class RtpPacketWriter {
  private static final byte[] NONE = {};

  private int payloadType;
  private int sequenceNumber;
  private int timestamp;
  private int ssrc;
  private boolean marker;
  private int[] csrcs = {};
  private boolean extension;
  private int extensionProfile;
  private byte[] extensionData = NONE;
  private int paddingLength;

  /** 0 to 127. */
  public RtpPacketWriter payloadType(int value) {
    payloadType = inRange("payload type", value, 127);
    return this;
  }

  /** 0 to 65535. */
  public RtpPacketWriter sequenceNumber(int value) {
    sequenceNumber = inRange("sequence number", value, 65_535);
    return this;
  }

  public RtpPacketWriter timestamp(int value) {
    timestamp = value;
    return this;
  }

  public RtpPacketWriter ssrc(int value) {
    ssrc = value;
    return this;
  }

  public RtpPacketWriter marker(boolean value) {
    marker = value;
    return this;
  }

  /** Contributing sources, at most 15; replaces those set before. */
  public RtpPacketWriter csrcs(int... values) {
    inRange("number of contributing sources", values.length, 15);
    csrcs = values.clone();
    return this;
  }

  /**
   * Adds a header extension to the packets.
   *
   * @param profile 16 bits
   * @param data a multiple of 4 bytes, at most 262,140; may be empty
   */
  public RtpPacketWriter extension(int profile, byte[] data) {
    extensionProfile = inRange("extension profile", profile, 0xffff);
    if (data.length % 4 != 0 || data.length / 4 > 0xffff) {
      throw new IllegalArgumentException(
          "extension data: " + data.length + " bytes is not a multiple of 4 up to 262140");
    }
    extension = true;
    extensionData = data.clone();
    return this;
  }

  public RtpPacketWriter withoutExtension() {
    extension = false;
    extensionData = NONE;
    return this;
  }

  /** Octets of padding behind the payload, 0 (none) to 255, the count included. */
  public RtpPacketWriter padding(int octets) {
    paddingLength = inRange("padding", octets, 255);
    return this;
  }

  /** Bytes that {@link #writeHeader} will write. */
  public int headerLength() {
    return RtpPacket.FIXED_HEADER_LENGTH
        + 4 * csrcs.length
        + (extension ? 4 + extensionData.length : 0);
  }

  /** Puts the header at the buffer's position, which moves behind it; any byte order serves. */
  public void writeHeader(ByteBuffer buffer) {
    int flags = 2 << 6 | (paddingLength > 0 ? 0x20 : 0) | (extension ? 0x10 : 0) | csrcs.length;
    putWord(buffer, flags << 24 | (marker ? 0x0080_0000 : 0) | payloadType << 16 | sequenceNumber);
    putWord(buffer, timestamp);
    putWord(buffer, ssrc);
    for (int csrc : csrcs) {
      putWord(buffer, csrc);
    }
    if (extension) {
      putWord(buffer, extensionProfile << 16 | extensionData.length / 4);
      buffer.put(extensionData);
    }
  }

  /** Puts the padding, zeros and then the count, at the buffer's position; nothing without it. */
  public void writePadding(ByteBuffer buffer) {
    for (int i = 1; i < paddingLength; i++) {
      buffer.put((byte) 0);
    }
    if (paddingLength > 0) {
      buffer.put((byte) paddingLength);
    }
  }

  /** A whole packet with this payload, in an array of its own. */
  public byte[] packet(byte[] payload) {
    ByteBuffer buffer = ByteBuffer.allocate(headerLength() + payload.length + paddingLength);
    writeHeader(buffer);
    buffer.put(payload);
    writePadding(buffer);
    return buffer.array();
  }

  private static void putWord(ByteBuffer buffer, int word) {
    buffer.put((byte) (word >>> 24));
    buffer.put((byte) (word >>> 16));
    buffer.put((byte) (word >>> 8));
    buffer.put((byte) word);
  }

  private static int inRange(String what, int value, int highest) {
    if (value < 0 || value > highest) {
      throw new IllegalArgumentException(what + ": " + value + " is not from 0 to " + highest);
    }
    return value;
  }
}
