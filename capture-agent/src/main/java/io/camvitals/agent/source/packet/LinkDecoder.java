package io.camvitals.agent.source.packet;

/** Steps over link-layer headers to the network layer. */
final class LinkDecoder {
  private static final int ETHERNET_HEADER_BYTES = 14;
  private static final int VLAN_TAG_BYTES = 4;
  private static final int CISCO_HDLC_BYTES = 4;
  private static final int VN_TAG_BYTES = 6;
  private static final int SERVICE_TAG_BYTES = 4;
  private static final int SNAP_HEADER_BYTES = 8;

  /** Organisation code of IEEE 802.1H, for types that RFC 1042 cannot carry. */
  private static final int BRIDGE_TUNNEL = 0x0000f8;

  private static final int LINUX_SLL_HEADER_BYTES = 16;
  private static final int LINUX_SLL2_HEADER_BYTES = 20;

  /** ETH_P_802_2 of Linux: an LLC header follows. */
  private static final int COOKED_LLC = 4;

  private static final int LOOPBACK_HEADER_BYTES = 4;

  private LinkDecoder() {}

  /** Where a packet of a {@link LinkType} begins. */
  static Layer first(PacketCursor cursor, int linkType) {
    return switch (linkType) {
      case LinkType.ETHERNET -> Layer.ETHERNET;
      case LinkType.LINUX_SLL -> Layer.LINUX_SLL;
      case LinkType.LINUX_SLL2 -> Layer.LINUX_SLL2;
      case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 ->
          Layer.IP;
      case LinkType.NULL, LinkType.LOOP -> Layer.LOOPBACK;
      case LinkType.PPP, LinkType.PPP_HDLC -> Layer.PPP;
      case LinkType.PPPOE -> Layer.PPPOE;
      case LinkType.MPLS -> Layer.MPLS;
      case LinkType.CISCO_HDLC -> Layer.CISCO_HDLC;
      case LinkType.NFLOG -> Layer.NFLOG;
      case LinkType.PKTAP, LinkType.PKTAP_USER2 -> Layer.PKTAP;
      case LinkType.IEEE802_11_RADIOTAP -> Layer.RADIOTAP;
      case LinkType.IEEE802_11 -> Layer.IEEE802_11;
      case LinkType.IEEE802_11_PRISM, LinkType.IEEE802_11_AVS -> Layer.PRISM;
      case LinkType.PPI -> Layer.PPI;
      default -> cursor.done(DecodeResult.UNSUPPORTED_LINK_TYPE);
    };
  }

  /** An Ethernet frame; of one of IEEE 802.3 the LLC header names what follows. */
  static Layer ethernet(PacketCursor cursor) {
    if (!cursor.has(ETHERNET_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    return etherType(cursor, cursor.unsignedShort(12), ETHERNET_HEADER_BYTES);
  }

  /** IEEE 802.1Q and 802.1ad: two bytes of tag, then the EtherType of what follows. */
  static Layer vlan(PacketCursor cursor) {
    cursor.met(Encapsulation.VLAN);
    return etherTypeAtEndOf(VLAN_TAG_BYTES, cursor);
  }

  /** The tag of Cisco's fabric extenders. */
  static Layer vnTag(PacketCursor cursor) {
    cursor.met(Encapsulation.VLAN);
    return etherTypeAtEndOf(VN_TAG_BYTES, cursor);
  }

  /** The service tag of IEEE 802.1ah, behind which the customer's frame begins. */
  static Layer backboneService(PacketCursor cursor) {
    cursor.met(Encapsulation.PBB);
    cursor.advance(SERVICE_TAG_BYTES);
    return Layer.ETHERNET;
  }

  /** IEEE 802.2 with the header of RFC 1042, which ends with an EtherType. */
  static Layer llc(PacketCursor cursor) {
    if (!cursor.has(SNAP_HEADER_BYTES)) {
      return cursor.done(DecodeResult.NOT_IP);
    }
    int organisation = cursor.integer(2) & 0xffffff;
    if (cursor.unsignedShort(0) != 0xaaaa
        || cursor.unsignedByte(2) != 3
        || organisation != 0 && organisation != BRIDGE_TUNNEL) {
      return cursor.done(DecodeResult.NOT_IP);
    }
    return etherTypeAtEndOf(SNAP_HEADER_BYTES, cursor);
  }

  /** Address, control and an EtherType. */
  static Layer ciscoHdlc(PacketCursor cursor) {
    return etherTypeAtEndOf(CISCO_HDLC_BYTES, cursor);
  }

  /** Whether a header of four bytes is Cisco's HDLC, to one station or to all. */
  static boolean isCiscoHdlc(PacketCursor cursor) {
    return cursor.has(CISCO_HDLC_BYTES) && (cursor.unsignedShort(0) & 0x7fff) == 0x0f00;
  }

  static Layer linuxSll(PacketCursor cursor) {
    return cooked(cursor, 14, LINUX_SLL_HEADER_BYTES);
  }

  static Layer linuxSll2(PacketCursor cursor) {
    return cooked(cursor, 0, LINUX_SLL2_HEADER_BYTES);
  }

  /** Small values are not lengths here but kinds of frame that have no EtherType. */
  private static Layer cooked(PacketCursor cursor, int typeOffset, int headerLength) {
    if (!cursor.has(headerLength)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int type = cursor.unsignedShort(typeOffset);
    cursor.advance(headerLength);
    return type == COOKED_LLC ? Layer.LLC : EtherType.layer(cursor, type);
  }

  private static Layer etherTypeAtEndOf(int headerLength, PacketCursor cursor) {
    if (!cursor.has(headerLength)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    return etherType(cursor, cursor.unsignedShort(headerLength - 2), headerLength);
  }

  private static Layer etherType(PacketCursor cursor, int value, int headerLength) {
    cursor.advance(headerLength);
    if (EtherType.isLength(value)) {
      return cursor.limit(value) ? Layer.LLC : cursor.done(DecodeResult.NOT_IP);
    }
    return EtherType.layer(cursor, value);
  }

  /** The family is in the byte order of the machine that captured, which is not recorded. */
  static Layer loopback(PacketCursor cursor) {
    if (!cursor.has(LOOPBACK_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    if (isCiscoHdlc(cursor)) {
      return Layer.CISCO_HDLC;
    }
    int family = cursor.integer(0);
    if ((family & 0xffff0000) != 0) {
      family = Integer.reverseBytes(family);
    }
    cursor.advance(LOOPBACK_HEADER_BYTES);
    return switch (family) {
      case 2 -> Layer.IPV4;
      // AF_INET6 of Linux and Windows, NetBSD, FreeBSD, macOS.
      case 10, 23, 24, 28, 30 -> Layer.IPV6;
      default -> cursor.done(DecodeResult.NOT_IP);
    };
  }
}
