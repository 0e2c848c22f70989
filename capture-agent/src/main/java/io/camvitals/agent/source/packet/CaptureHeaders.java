package io.camvitals.agent.source.packet;

/** Headers that an operating system puts before packets that it hands to a capturing program. */
final class CaptureHeaders {
  private static final int NFLOG_HEADER_BYTES = 4;
  private static final int NFLOG_ATTRIBUTE_BYTES = 4;
  private static final int NFLOG_PAYLOAD = 9;
  private static final int FAMILY_IPV4 = 2;
  private static final int FAMILY_IPV6 = 10;

  private static final int PKTAP_BYTES = 12;
  private static final int MAXIMUM_PKTAP_BYTES = 1024;

  private CaptureHeaders() {}

  /**
   * The log of Linux's packet filter: attributes of length and type, in the byte order of the
   * machine that captured, which is nearly always little-endian.
   */
  static Layer nflog(PacketCursor cursor) {
    if (!cursor.has(NFLOG_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int family = cursor.unsignedByte(0);
    if (family != FAMILY_IPV4 && family != FAMILY_IPV6) {
      return cursor.done(DecodeResult.NOT_IP);
    }
    cursor.advance(NFLOG_HEADER_BYTES);
    while (cursor.has(NFLOG_ATTRIBUTE_BYTES)) {
      int length = cursor.littleEndianShort(0);
      int type = cursor.littleEndianShort(2) & 0x7fff;
      if (length < NFLOG_ATTRIBUTE_BYTES) {
        return cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
      }
      if (type == NFLOG_PAYLOAD) {
        cursor.limit(length);
        cursor.advance(NFLOG_ATTRIBUTE_BYTES);
        return family == FAMILY_IPV4 ? Layer.IPV4 : Layer.IPV6;
      }
      cursor.advance(length + 3 & ~3);
    }
    return cursor.done(DecodeResult.TRUNCATED);
  }

  /**
   * What macOS captures on all its interfaces: the length of the header, and the link behind it.
   */
  static Layer pktap(PacketCursor cursor) {
    if (!cursor.has(PKTAP_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int length = Integer.reverseBytes(cursor.integer(0));
    int linkType = Integer.reverseBytes(cursor.integer(8));
    if (length < PKTAP_BYTES
        || length > MAXIMUM_PKTAP_BYTES
        || linkType == LinkType.PKTAP
        || linkType == LinkType.PKTAP_USER2) {
      return cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
    }
    cursor.advance(length);
    return LinkDecoder.first(cursor, linkType);
  }
}
