package io.camvitals.agent.source.packet;

/** What IP carries: UDP (RFC 768), and what else is told apart. */
final class TransportDecoder {
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int UDP_HEADER_BYTES = 8;

  private final UdpDatagram datagram = new UdpDatagram();

  /** The datagram that was decoded last. */
  UdpDatagram datagram() {
    return datagram;
  }

  /** The layer that an IP protocol number names; done with those that are not decoded. */
  static Layer layer(PacketCursor cursor, int protocol) {
    return switch (protocol) {
      case PROTOCOL_UDP -> Layer.UDP;
      case PROTOCOL_TCP -> Layer.TCP;
      case IpDecoder.AUTHENTICATION -> Layer.AUTHENTICATION;
      default -> cursor.done(DecodeResult.OTHER_TRANSPORT);
    };
  }

  /** A TCP segment, of which the cursor holds the first byte, the end and the addresses. */
  Layer tcp(PacketCursor cursor) {
    return cursor.done(DecodeResult.TCP);
  }

  Layer udp(PacketCursor cursor) {
    int length = cursor.remaining();
    if (length < UDP_HEADER_BYTES) {
      return cursor.done(DecodeResult.MALFORMED_UDP);
    }
    if (!cursor.has(UDP_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int udpLength = cursor.unsignedShort(4);
    if (udpLength != 0) {
      if (udpLength < UDP_HEADER_BYTES || udpLength > length) {
        return cursor.done(DecodeResult.MALFORMED_UDP);
      }
      cursor.limit(udpLength);
    }
    int ports = cursor.integer(0);
    cursor.advance(UDP_HEADER_BYTES);
    datagram.set(cursor, ports);
    return cursor.done(DecodeResult.UDP);
  }
}
