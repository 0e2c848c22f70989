package io.camvitals.agent.source.packet;

import java.nio.ByteBuffer;

/**
 * From the bytes of a link to UDP datagrams: Ethernet with any VLAN tags (IEEE 802.1Q, 802.1ad),
 * Linux cooked, raw IP and loopback links; IPv4 and IPv6 with options, extension headers and
 * fragments. Lengths are verified; checksums are not, because captures on the sending machine hold
 * packets whose checksum the network card has yet to fill in. Nothing is allocated per packet.
 *
 * <p>Not for use by several threads at once.
 */
public final class PacketDecoder {
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86dd;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int MAXIMUM_TAGS = 8;
  private static final int MAXIMUM_EXTENSION_HEADERS = 16;
  private static final int UDP_HEADER_BYTES = 8;

  private final UdpDatagram datagram = new UdpDatagram();
  private final FragmentReassembler reassembler = new FragmentReassembler();

  private CapturedPacket packet;
  private ByteBuffer buffer;

  /** Index after the last byte that was captured. */
  private int capturedEnd;

  /** Index after the last byte that the packet had on the wire, if all had been captured. */
  private int wireEnd;

  /** The datagram of the last {@link #decode} that returned {@link DecodeResult#UDP}. */
  public UdpDatagram datagram() {
    return datagram;
  }

  /** Datagrams given up because a fragment did not come, or not in time; those in wait included. */
  public long incompleteDatagrams() {
    return reassembler.incomplete();
  }

  /** Decodes one packet as far as its UDP header. */
  public DecodeResult decode(CapturedPacket captured) {
    packet = captured;
    buffer = captured.buffer();
    int start = captured.offset();
    capturedEnd = start + captured.capturedLength();
    wireEnd = start + captured.wireLength();
    return switch (captured.linkType()) {
      case LinkType.ETHERNET -> etherType(start + 12);
      case LinkType.LINUX_SLL -> etherType(start + 14);
      case LinkType.LINUX_SLL2 -> {
        if (capturedEnd - start < 20) {
          yield DecodeResult.TRUNCATED;
        }
        yield network(unsignedShort(start), start + 20);
      }
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 ->
          rawIp(start);
      case LinkType.NULL, LinkType.LOOP -> loopback(start);
      default -> DecodeResult.UNSUPPORTED_LINK_TYPE;
    };
  }

  /** An EtherType at {@code index}, behind which what it names begins. */
  private DecodeResult etherType(int index) {
    if (capturedEnd - index < 2) {
      return DecodeResult.TRUNCATED;
    }
    return network(unsignedShort(index), index + 2);
  }

  private DecodeResult network(int etherType, int index) {
    for (int tags = 0; tags <= MAXIMUM_TAGS; tags++) {
      switch (etherType) {
        case ETHERTYPE_IPV4 -> {
          return ipv4(index);
        }
        case ETHERTYPE_IPV6 -> {
          return ipv6(index);
        }
        case 0x8100, 0x88a8, 0x9100, 0x9200 -> {
          if (capturedEnd - index < 4) {
            return DecodeResult.TRUNCATED;
          }
          etherType = unsignedShort(index + 2);
          index += 4;
        }
        default -> {
          return DecodeResult.NOT_IP;
        }
      }
    }
    return DecodeResult.TOO_MANY_HEADERS;
  }

  private DecodeResult rawIp(int index) {
    if (index >= capturedEnd) {
      return DecodeResult.TRUNCATED;
    }
    return switch (buffer.get(index) >>> 4 & 0xf) {
      case 4 -> ipv4(index);
      case 6 -> ipv6(index);
      default -> DecodeResult.MALFORMED_IP;
    };
  }

  /** The family is in the byte order of the machine that captured, which is not recorded. */
  private DecodeResult loopback(int index) {
    if (capturedEnd - index < 4) {
      return DecodeResult.TRUNCATED;
    }
    int family = buffer.getInt(index);
    if ((family & 0xffff0000) != 0) {
      family = Integer.reverseBytes(family);
    }
    return switch (family) {
      case 2 -> ipv4(index + 4);
      // AF_INET6 of Linux and Windows, NetBSD, FreeBSD, macOS.
      case 10, 23, 24, 28, 30 -> ipv6(index + 4);
      default -> DecodeResult.NOT_IP;
    };
  }

  private DecodeResult ipv4(int index) {
    if (capturedEnd - index < 20) {
      return DecodeResult.TRUNCATED;
    }
    int first = buffer.getInt(index);
    int headerLength = (first >>> 24 & 0xf) * 4;
    // Zero stands for "as long as the packet": segmentation offload on the capturing machine.
    int totalLength = (first & 0xffff) == 0 ? wireEnd - index : first & 0xffff;
    if (first >>> 28 != 4
        || headerLength < 20
        || totalLength < headerLength
        || totalLength > wireEnd - index) {
      return DecodeResult.MALFORMED_IP;
    }
    int protocol = buffer.get(index + 9);
    if (protocol != PROTOCOL_UDP) {
      return protocol == PROTOCOL_TCP ? DecodeResult.TCP : DecodeResult.OTHER_TRANSPORT;
    }
    datagram.setIpv4Addresses(buffer.getInt(index + 12), buffer.getInt(index + 16));
    int fragment = unsignedShort(index + 6);
    int data = index + headerLength;
    int dataLength = totalLength - headerLength;
    if ((fragment & 0x3fff) != 0) {
      return fragment(
          unsignedShort(index + 4),
          (fragment & 0x1fff) * 8,
          (fragment & 0x2000) != 0,
          PROTOCOL_UDP,
          data,
          dataLength);
    }
    return udp(buffer, data, dataLength, capturedEnd, packet.wireLength());
  }

  private DecodeResult ipv6(int index) {
    if (capturedEnd - index < 40) {
      return DecodeResult.TRUNCATED;
    }
    int payloadLength = unsignedShort(index + 4);
    if (payloadLength == 0) {
      payloadLength = wireEnd - index - 40;
    }
    if (buffer.get(index) >>> 4 != 6 || payloadLength > wireEnd - index - 40) {
      return DecodeResult.MALFORMED_IP;
    }
    datagram.setIpv6Addresses(
        buffer.getLong(index + 8),
        buffer.getLong(index + 16),
        buffer.getLong(index + 24),
        buffer.getLong(index + 32));
    return extensionHeaders(
        buffer,
        buffer.get(index + 6) & 0xff,
        index + 40,
        payloadLength,
        capturedEnd,
        packet.wireLength(),
        false);
  }

  /** Walks over IPv6 extension headers (RFC 8200 section 4) to the UDP header. */
  private DecodeResult extensionHeaders(
      ByteBuffer bytes,
      int nextHeader,
      int index,
      int length,
      int captured,
      int wireSize,
      boolean reassembled) {
    for (int i = 0; i <= MAXIMUM_EXTENSION_HEADERS; i++) {
      int headerLength;
      switch (nextHeader) {
        case PROTOCOL_UDP -> {
          return udp(bytes, index, length, captured, wireSize);
        }
        case PROTOCOL_TCP -> {
          return DecodeResult.TCP;
        }
        case 0, 43, 44, 51, 60, 135, 139, 140 -> {
          if (length < 8) {
            return DecodeResult.MALFORMED_IP;
          }
          if (captured - index < 8) {
            return DecodeResult.TRUNCATED;
          }
          int units = bytes.get(index + 1) & 0xff;
          headerLength =
              switch (nextHeader) {
                case 44 -> 8;
                case 51 -> (units + 2) * 4;
                default -> (units + 1) * 8;
              };
        }
        default -> {
          return DecodeResult.OTHER_TRANSPORT;
        }
      }
      if (headerLength > length) {
        return DecodeResult.MALFORMED_IP;
      }
      int following = bytes.get(index) & 0xff;
      if (nextHeader == 44) {
        int fragment = bytes.getShort(index + 2) & 0xffff;
        if ((fragment & 0xfff9) != 0) {
          return reassembled
              ? DecodeResult.MALFORMED_IP
              : fragment(
                  bytes.getInt(index + 4),
                  fragment & 0xfff8,
                  (fragment & 1) != 0,
                  following,
                  index + 8,
                  length - 8);
        }
      }
      nextHeader = following;
      index += headerLength;
      length -= headerLength;
    }
    return DecodeResult.TOO_MANY_HEADERS;
  }

  private DecodeResult fragment(
      int identification, int offset, boolean more, int nextHeader, int data, int length) {
    int capturedLength = Math.max(0, Math.min(length, capturedEnd - data));
    FragmentReassembler.Datagram whole =
        reassembler.add(
            datagram,
            identification,
            offset,
            more,
            nextHeader,
            buffer,
            data,
            length,
            capturedLength,
            packet);
    if (whole == null) {
      return reassembler.lastWasMalformed() ? DecodeResult.MALFORMED_IP : DecodeResult.FRAGMENT;
    }
    return extensionHeaders(
        whole.bytes(),
        whole.nextHeader(),
        0,
        whole.length(),
        whole.captured(),
        whole.wireSize(),
        true);
  }

  private DecodeResult udp(ByteBuffer bytes, int index, int length, int captured, int wireSize) {
    if (length < UDP_HEADER_BYTES) {
      return DecodeResult.MALFORMED_UDP;
    }
    if (captured - index < UDP_HEADER_BYTES) {
      return DecodeResult.TRUNCATED;
    }
    int udpLength = bytes.getShort(index + 4) & 0xffff;
    if (udpLength == 0) {
      udpLength = length;
    }
    if (udpLength < UDP_HEADER_BYTES || udpLength > length) {
      return DecodeResult.MALFORMED_UDP;
    }
    int payloadOffset = index + UDP_HEADER_BYTES;
    int payloadLength = udpLength - UDP_HEADER_BYTES;
    datagram.setPayload(
        bytes,
        bytes.getInt(index),
        payloadOffset,
        payloadLength,
        Math.min(payloadLength, captured - payloadOffset));
    datagram.setArrival(packet.timestampNs(), wireSize);
    return DecodeResult.UDP;
  }

  private int unsignedShort(int index) {
    return buffer.getShort(index) & 0xffff;
  }
}
