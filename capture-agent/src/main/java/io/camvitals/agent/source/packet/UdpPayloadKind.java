package io.camvitals.agent.source.packet;

import io.camvitals.protocol.mpegts.TransportPacketSize;
import java.nio.ByteBuffer;

/**
 * Tells what a UDP datagram may hold by its first bytes: RTP, RTCP, STUN, DTLS and TURN can share a
 * port (RFC 7983, RFC 5761).
 */
enum UdpPayloadKind {
  /** Version 2, and no RTCP packet type with a length that fits. */
  RTP_LIKE(""),
  RTCP(""),
  STUN("stun"),
  DTLS("dtls"),
  TURN_CHANNEL("turn-channel"),

  /** A transport stream straight in UDP, without RTP, as some encoders send it. */
  MPEG_TS("mpeg-ts-unconfirmed"),
  EMPTY("empty-udp"),
  OTHER("not-rtp");

  private static final int STUN_MAGIC_COOKIE = 0x2112a442;

  private final String reason;

  UdpPayloadKind(String reason) {
    this.reason = reason;
  }

  /** Why it is not counted as RTP or RTCP: a lower-case name for counters and reports. */
  String reason() {
    return reason;
  }

  static UdpPayloadKind of(UdpDatagram datagram) {
    int captured = datagram.capturedLength();
    if (captured < 2) {
      return datagram.payloadLength() == 0 ? EMPTY : OTHER;
    }
    ByteBuffer buffer = datagram.buffer();
    int offset = datagram.payloadOffset();
    int first = buffer.get(offset) & 0xff;
    if (first >>> 6 == 2) {
      return isRtcp(buffer, offset, captured, datagram.payloadLength()) ? RTCP : RTP_LIKE;
    }
    if (TransportPacketSize.of(buffer, offset, captured, datagram.payloadLength()) != null) {
      return MPEG_TS;
    }
    if (first < 4 && captured >= 8 && buffer.getInt(offset + 4) == STUN_MAGIC_COOKIE) {
      return STUN;
    }
    if (first >= 20 && first < 64 && (buffer.get(offset + 1) & 0xff) == 0xfe) {
      return DTLS;
    }
    if (first >= 64
        && first < 80
        && captured >= 4
        && (buffer.getShort(offset + 2) & 0xffff) + 4 <= datagram.payloadLength()) {
      return TURN_CHANNEL;
    }
    return OTHER;
  }

  /**
   * Sender report to extended report (packet types 200 to 207), of a length that the datagram has.
   * RFC 5761 sets the types 192 to 223 aside, but streams with payload types above 76 and the
   * marker exist, and a length that fits by chance is one sequence number in thousands.
   */
  private static boolean isRtcp(ByteBuffer buffer, int offset, int captured, int wireLength) {
    int type = buffer.get(offset + 1) & 0xff;
    if (type < 200 || type > 207 || captured < 8) {
      return false;
    }
    int length = ((buffer.getShort(offset + 2) & 0xffff) + 1) * 4;
    return length >= 8 && length <= wireLength;
  }
}
