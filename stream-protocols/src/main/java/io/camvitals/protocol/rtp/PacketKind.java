package io.camvitals.protocol.rtp;

import java.nio.ByteBuffer;

/**
 * Tells RTP from RTCP on one port or one interleaved channel (RFC 5761 section 4): RTCP packet
 * types lie in the second byte from 192 to 223, which RTP would use for payload types 64 to 95 with
 * the marker bit set. A stream that was signalled with such a payload type on a port without RTCP
 * must therefore not be classified by this.
 */
public enum PacketKind {
  RTP,
  RTCP,
  /** The version is not 2, as with STUN and DTLS (RFC 7983), or there are fewer than 4 bytes. */
  OTHER;

  private static final int SHORTEST = 4;

  /**
   * Looks at the first two bytes only; the packet may still prove to be malformed.
   *
   * @throws IndexOutOfBoundsException if two bytes at {@code offset} do not lie within the buffer's
   *     limit although {@code length} is 4 or more
   */
  public static PacketKind of(ByteBuffer buffer, int offset, int length) {
    if (length < SHORTEST || (buffer.get(offset) >>> 6 & 3) != 2) {
      return OTHER;
    }
    int second = buffer.get(offset + 1) & 0xff;
    return second >= 192 && second <= 223 ? RTCP : RTP;
  }
}
