package io.camvitals.agent.source.packet;

import io.camvitals.protocol.tcp.TcpParseResult;
import io.camvitals.protocol.tcp.TcpSegment;

/** What IP carries: UDP (RFC 768), tunnels, and what else is told apart. */
final class TransportDecoder {
  private static final int PROTOCOL_IPV4 = 4;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int PROTOCOL_IPV6 = 41;
  private static final int PROTOCOL_GRE = 47;
  private static final int PROTOCOL_ETHER_IP = 97;
  private static final int PROTOCOL_MPLS = 137;
  private static final int PROTOCOL_ETHERNET = 143;
  private static final int ETHER_IP_HEADER_BYTES = 2;
  private static final int UDP_HEADER_BYTES = 8;

  private final UdpDatagram datagram = new UdpDatagram();
  private final TcpSegment segment = new TcpSegment();

  /** The segment that was decoded last. */
  TcpSegment segment() {
    return segment;
  }

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
      case PROTOCOL_IPV4 -> Layer.IPV4_IN_IP;
      case PROTOCOL_IPV6 -> Layer.IPV6_IN_IP;
      case PROTOCOL_GRE -> Layer.GRE;
      case PROTOCOL_ETHER_IP -> Layer.ETHER_IP;
      case PROTOCOL_MPLS -> Layer.MPLS;
      case PROTOCOL_ETHERNET -> Layer.ETHERNET_IN_IP;
      default -> cursor.done(DecodeResult.OTHER_TRANSPORT);
    };
  }

  /** IP in IP (RFC 2003, 4213), or Ethernet in IP. */
  static Layer carried(PacketCursor cursor, Encapsulation encapsulation, Layer inner) {
    cursor.met(encapsulation);
    return inner;
  }

  /** EtherIP (RFC 3378). */
  static Layer etherIp(PacketCursor cursor) {
    cursor.advance(ETHER_IP_HEADER_BYTES);
    return carried(cursor, Encapsulation.ETHERNET_IN_IP, Layer.ETHERNET);
  }

  /** A TCP segment, of which the cursor holds the first byte, the end and the addresses. */
  Layer tcp(PacketCursor cursor) {
    TcpParseResult result =
        segment.parse(cursor.buffer(), cursor.index(), cursor.captured(), cursor.remaining());
    if (result != TcpParseResult.OK) {
      return cursor.done(
          result == TcpParseResult.HEADER_NOT_CAPTURED
              ? DecodeResult.TRUNCATED
              : DecodeResult.MALFORMED_TCP);
    }
    AddressPair addresses = cursor.addresses();
    segment.setAddresses(
        addresses.sourceHigh(),
        addresses.sourceLow(),
        addresses.destinationHigh(),
        addresses.destinationLow());
    segment.setArrival(cursor.timestampNs(), cursor.wireSize(), cursor.identification());
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
    if (udpLength != 0 && udpLength < UDP_HEADER_BYTES) {
      return cursor.done(DecodeResult.MALFORMED_UDP);
    }
    int ports = cursor.integer(0);
    if (udpLength > length) {
      cursor.advance(UDP_HEADER_BYTES);
      datagram.set(cursor, ports, udpLength);
      return cursor.done(DecodeResult.OVERLONG_UDP);
    }
    if (udpLength != 0) {
      cursor.limit(udpLength);
    }
    cursor.advance(UDP_HEADER_BYTES);
    Layer tunnel = UdpTunnelDecoder.layer(cursor, ports);
    if (tunnel != null) {
      return tunnel;
    }
    datagram.set(cursor, ports, udpLength);
    return cursor.done(DecodeResult.UDP);
  }
}
