package io.camvitals.agent.source.packet;

/** Steps over link-layer headers to the network layer. */
final class LinkDecoder {
  private static final int ETHERNET_HEADER_BYTES = 14;
  private static final int VLAN_TAG_BYTES = 4;
  private static final int LINUX_SLL_HEADER_BYTES = 16;
  private static final int LINUX_SLL2_HEADER_BYTES = 20;
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
      default -> cursor.done(DecodeResult.UNSUPPORTED_LINK_TYPE);
    };
  }

  static Layer ethernet(PacketCursor cursor) {
    return etherTypeAtEndOf(ETHERNET_HEADER_BYTES, cursor);
  }

  /** IEEE 802.1Q and 802.1ad: two bytes of tag, then the EtherType of what follows. */
  static Layer vlan(PacketCursor cursor) {
    return etherTypeAtEndOf(VLAN_TAG_BYTES, cursor);
  }

  static Layer linuxSll(PacketCursor cursor) {
    return etherTypeAtEndOf(LINUX_SLL_HEADER_BYTES, cursor);
  }

  static Layer linuxSll2(PacketCursor cursor) {
    if (!cursor.has(LINUX_SLL2_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int etherType = cursor.unsignedShort(0);
    cursor.advance(LINUX_SLL2_HEADER_BYTES);
    return EtherType.layer(cursor, etherType);
  }

  private static Layer etherTypeAtEndOf(int headerLength, PacketCursor cursor) {
    if (!cursor.has(headerLength)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int etherType = cursor.unsignedShort(headerLength - 2);
    cursor.advance(headerLength);
    return EtherType.layer(cursor, etherType);
  }

  /** The family is in the byte order of the machine that captured, which is not recorded. */
  static Layer loopback(PacketCursor cursor) {
    if (!cursor.has(LOOPBACK_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
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
