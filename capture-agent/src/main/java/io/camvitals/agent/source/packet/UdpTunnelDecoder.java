package io.camvitals.agent.source.packet;

/**
 * Tunnels over UDP, recognised by their port and by a header that fits. What is sent to such a port
 * and does not fit is an ordinary datagram.
 */
final class UdpTunnelDecoder {
  private static final int GTP_U_PORT = 2152;
  private static final int VXLAN_PORT = 4789;
  private static final int VXLAN_GPE_PORT = 4790;
  private static final int GENEVE_PORT = 6081;

  /** VXLAN as Linux used it before it had a port of its own, and flannel still does. */
  private static final int OLD_VXLAN_PORT = 8472;

  private static final int TZSP_PORT = 37008;

  private static final int HEADER_BYTES = 8;
  private static final int TZSP_HEADER_BYTES = 4;
  private static final int GTP_OPTIONAL_BYTES = 4;
  private static final int GTP_USER_DATA = 0xff;
  private static final int MAXIMUM_GTP_EXTENSIONS = 8;

  private UdpTunnelDecoder() {}

  /**
   * The layer that a datagram at the cursor carries; null for one that is no tunnel's.
   *
   * @param ports source port in the upper, destination port in the lower 16 bits
   */
  static Layer layer(PacketCursor cursor, int ports) {
    return switch (ports & 0xffff) {
      case VXLAN_PORT -> vxlan(cursor);
      case VXLAN_GPE_PORT -> vxlanGpe(cursor);
      case OLD_VXLAN_PORT -> oldVxlan(cursor);
      case GENEVE_PORT -> geneve(cursor);
      case GTP_U_PORT -> gtpU(cursor);
      case TZSP_PORT -> tzsp(cursor);
      default -> ports >>> 16 == GTP_U_PORT ? gtpU(cursor) : null;
    };
  }

  /** RFC 7348 section 5: flags with bit I set, and the network identifier. */
  private static Layer vxlan(PacketCursor cursor) {
    if (!cursor.has(HEADER_BYTES)) {
      return null;
    }
    int flags = cursor.unsignedByte(0);
    // RTP's version would be 0x80; so is a group policy (draft-smith-vxlan-group-policy) alone.
    boolean known = (flags & 0xc8) == 0x08 || flags == 0x88;
    if (!known || cursor.unsignedByte(7) != 0) {
      return null;
    }
    return vxlanPayload(cursor, Layer.ETHERNET);
  }

  /** The port was another protocol's (OTV), so all that is reserved must be zero. */
  private static Layer oldVxlan(PacketCursor cursor) {
    return cursor.has(HEADER_BYTES)
            && cursor.integer(0) == 0x08000000
            && cursor.unsignedByte(7) == 0
        ? vxlanPayload(cursor, Layer.ETHERNET)
        : null;
  }

  /** VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe): the header names what follows. */
  private static Layer vxlanGpe(PacketCursor cursor) {
    if (!cursor.has(HEADER_BYTES) || (cursor.unsignedByte(0) & 0xcc) != 0x0c) {
      return null;
    }
    return switch (cursor.unsignedByte(3)) {
      case 1 -> vxlanPayload(cursor, Layer.IPV4);
      case 2 -> vxlanPayload(cursor, Layer.IPV6);
      case 3 -> vxlanPayload(cursor, Layer.ETHERNET);
      default -> null;
    };
  }

  private static Layer vxlanPayload(PacketCursor cursor, Layer inner) {
    cursor.met(Encapsulation.VXLAN);
    cursor.advance(HEADER_BYTES);
    return inner;
  }

  /** RFC 8926 section 3.4. */
  private static Layer geneve(PacketCursor cursor) {
    if (!cursor.has(HEADER_BYTES)) {
      return null;
    }
    int versionAndLength = cursor.unsignedByte(0);
    int headerLength = HEADER_BYTES + 4 * (versionAndLength & 0x3f);
    int protocol = cursor.unsignedShort(2);
    if (versionAndLength >>> 6 != 0
        || headerLength > cursor.remaining()
        || protocol != EtherType.TRANSPARENT_ETHERNET && !EtherType.isKnown(protocol)) {
      return null;
    }
    cursor.met(Encapsulation.GENEVE);
    cursor.advance(headerLength);
    return EtherType.layer(cursor, protocol);
  }

  /** 3GPP TS 29.281 section 5: version 1 with user data, which is an IP packet. */
  private static Layer gtpU(PacketCursor cursor) {
    if (!cursor.has(HEADER_BYTES)
        || cursor.unsignedByte(0) >>> 4 != 3
        || cursor.unsignedByte(1) != GTP_USER_DATA
        || HEADER_BYTES + cursor.unsignedShort(2) > cursor.remaining()) {
      return null;
    }
    int headerLength = HEADER_BYTES;
    if ((cursor.unsignedByte(0) & 0x07) != 0) {
      headerLength = withGtpExtensions(cursor);
    }
    if (!cursor.has(headerLength + 1) || headerLength == 0) {
      return null;
    }
    int version = cursor.unsignedByte(headerLength) >>> 4;
    if (version != 4 && version != 6) {
      return null;
    }
    cursor.met(Encapsulation.GTP_U);
    cursor.limit(HEADER_BYTES + cursor.unsignedShort(2));
    cursor.advance(headerLength);
    return Layer.IP;
  }

  /** Length of a header with optional fields and extensions; 0 when it does not fit. */
  private static int withGtpExtensions(PacketCursor cursor) {
    int length = HEADER_BYTES + GTP_OPTIONAL_BYTES;
    for (int i = 0; i < MAXIMUM_GTP_EXTENSIONS; i++) {
      if (!cursor.has(length + 1)) {
        return 0;
      }
      boolean more = (cursor.unsignedByte(0) & 0x04) != 0 && cursor.unsignedByte(length - 1) != 0;
      if (!more) {
        return length;
      }
      int units = cursor.unsignedByte(length);
      if (units == 0) {
        return 0;
      }
      length += 4 * units;
    }
    return 0;
  }

  /** Version 1 with tagged fields, then the packet as the link had it. */
  private static Layer tzsp(PacketCursor cursor) {
    if (!cursor.has(TZSP_HEADER_BYTES) || cursor.unsignedByte(0) != 1) {
      return null;
    }
    int type = cursor.unsignedByte(1);
    Layer inner = tzspPayload(cursor.unsignedShort(2));
    if (type > 1 || inner == null) {
      return null;
    }
    int tag = TZSP_HEADER_BYTES;
    while (cursor.has(tag + 1)) {
      switch (cursor.unsignedByte(tag)) {
        case 0 -> tag++;
        case 1 -> {
          cursor.met(Encapsulation.TZSP);
          cursor.advance(tag + 1);
          return inner;
        }
        default -> {
          if (!cursor.has(tag + 2)) {
            return null;
          }
          tag += 2 + cursor.unsignedByte(tag + 1);
        }
      }
    }
    return null;
  }

  private static Layer tzspPayload(int protocol) {
    return switch (protocol) {
      case 1 -> Layer.ETHERNET;
      case 7 -> Layer.IP;
      case 18 -> Layer.IEEE802_11;
      case 119 -> Layer.PRISM;
      default -> null;
    };
  }
}
