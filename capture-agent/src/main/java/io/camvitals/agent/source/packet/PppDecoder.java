package io.camvitals.agent.source.packet;

/** PPP (RFC 1661), as a link, in GRE, and in sessions over Ethernet (PPPoE, RFC 2516). */
final class PppDecoder {
  private static final int PPPOE_HEADER_BYTES = 6;

  /** Address and control as in HDLC framing (RFC 1662); mostly left out. */
  private static final int ADDRESS_AND_CONTROL = 0xff03;

  private static final int IPV4 = 0x0021;
  private static final int IPV6 = 0x0057;
  private static final int MPLS_UNICAST = 0x0281;
  private static final int MPLS_MULTICAST = 0x0283;

  private PppDecoder() {}

  static Layer pppoe(PacketCursor cursor) {
    if (!cursor.has(PPPOE_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int versionTypeAndCode = cursor.unsignedShort(0);
    if (versionTypeAndCode != 0x1100
        || !cursor.limit(PPPOE_HEADER_BYTES + cursor.unsignedShort(4))) {
      return cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
    }
    cursor.met(Encapsulation.PPPOE);
    cursor.advance(PPPOE_HEADER_BYTES);
    return Layer.PPP;
  }

  static Layer ppp(PacketCursor cursor) {
    if (LinkDecoder.isCiscoHdlc(cursor)) {
      return Layer.CISCO_HDLC;
    }
    if (cursor.has(2) && cursor.unsignedShort(0) == ADDRESS_AND_CONTROL) {
      cursor.advance(2);
    }
    if (!cursor.has(2)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int protocol = cursor.unsignedByte(0);
    // An odd first byte is the whole of a compressed protocol field (RFC 1661 section 6.5).
    boolean compressed = (protocol & 1) != 0;
    if (!compressed) {
      protocol = cursor.unsignedShort(0);
    }
    cursor.advance(compressed ? 1 : 2);
    return switch (protocol) {
      case IPV4 -> Layer.IPV4;
      case IPV6 -> Layer.IPV6;
      case MPLS_UNICAST, MPLS_MULTICAST -> Layer.MPLS;
      default -> cursor.done(DecodeResult.NOT_IP);
    };
  }
}
