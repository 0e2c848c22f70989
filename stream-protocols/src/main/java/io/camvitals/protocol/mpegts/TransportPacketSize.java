package io.camvitals.protocol.mpegts;

import java.nio.ByteBuffer;

/** How the 188 bytes of a transport packet lie in what carries them. */
public enum TransportPacketSize {
  /** ISO/IEC 13818-1 section 2.4.3.2. */
  PLAIN(188, 0),
  /** Behind a 4-byte arrival time stamp, as recorders write it (M2TS). */
  TIMECODE(192, 4),
  /** With 16 bytes of Reed-Solomon parity behind it (ETSI EN 300 429 section 4.4.2). */
  REED_SOLOMON(204, 0);

  private static final TransportPacketSize[] ALL = values();

  private final int bytes;
  private final int packetOffset;

  TransportPacketSize(int bytes, int packetOffset) {
    this.bytes = bytes;
    this.packetOffset = packetOffset;
  }

  /** Bytes from one packet to the next. */
  public int bytes() {
    return bytes;
  }

  /** Bytes before the packet's sync byte. */
  public int packetOffset() {
    return packetOffset;
  }

  /**
   * The size by which a datagram divides into packets that all begin with a sync byte.
   *
   * @param capturedLength bytes that can be read; only packets whose first byte is among them are
   *     looked at
   * @param wireLength bytes that the datagram had
   * @return null when there is none
   */
  public static TransportPacketSize of(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength) {
    for (TransportPacketSize size : ALL) {
      if (wireLength > 0
          && wireLength % size.bytes == 0
          && size.fits(buffer, offset, capturedLength)) {
        return size;
      }
    }
    return null;
  }

  private boolean fits(ByteBuffer buffer, int offset, int capturedLength) {
    if (capturedLength <= packetOffset) {
      return false;
    }
    for (int at = packetOffset; at < capturedLength; at += bytes) {
      if (buffer.get(offset + at) != TransportPacket.SYNC_BYTE) {
        return false;
      }
    }
    return true;
  }
}
