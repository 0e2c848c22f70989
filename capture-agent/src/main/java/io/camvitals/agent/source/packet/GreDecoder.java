package io.camvitals.agent.source.packet;

/**
 * GRE (RFC 2784) with key and sequence number (RFC 2890), its variant for PPTP (RFC 2637 section
 * 4.1), and ERSPAN in it (draft-foschiano-erspan).
 */
final class GreDecoder {
  private static final int BASE_BYTES = 4;
  private static final int CHECKSUM_PRESENT = 0x8000;
  private static final int ROUTING_PRESENT = 0x4000;
  private static final int KEY_PRESENT = 0x2000;
  private static final int SEQUENCE_PRESENT = 0x1000;
  private static final int ACKNOWLEDGEMENT_PRESENT = 0x0080;
  private static final int VERSION = 0x0007;
  private static final int PPTP_VERSION = 1;

  private static final int ERSPAN_1_OR_2 = 0x88be;
  private static final int ERSPAN_3 = 0x22eb;
  private static final int ERSPAN_2_BYTES = 8;
  private static final int ERSPAN_3_BYTES = 12;
  private static final int ERSPAN_3_SUBHEADER_BYTES = 8;

  private GreDecoder() {}

  static Layer gre(PacketCursor cursor) {
    if (!cursor.has(BASE_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int flags = cursor.unsignedShort(0);
    int protocol = cursor.unsignedShort(2);
    boolean pptp = (flags & VERSION) == PPTP_VERSION;
    if ((flags & VERSION) > PPTP_VERSION || (flags & ROUTING_PRESENT) != 0) {
      return cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
    }
    cursor.met(Encapsulation.GRE);
    cursor.advance(
        BASE_BYTES
            + 4 * Integer.bitCount(flags & (CHECKSUM_PRESENT | KEY_PRESENT | SEQUENCE_PRESENT))
            + (pptp && (flags & ACKNOWLEDGEMENT_PRESENT) != 0 ? 4 : 0));
    return switch (protocol) {
      case ERSPAN_1_OR_2 -> (flags & SEQUENCE_PRESENT) == 0 ? erspan1(cursor) : erspan2(cursor);
      case ERSPAN_3 -> erspan3(cursor);
      default -> EtherType.layer(cursor, protocol);
    };
  }

  /** Type I has no header of its own, and no sequence number in GRE's. */
  private static Layer erspan1(PacketCursor cursor) {
    cursor.met(Encapsulation.ERSPAN);
    return Layer.ETHERNET;
  }

  private static Layer erspan2(PacketCursor cursor) {
    cursor.met(Encapsulation.ERSPAN);
    cursor.advance(ERSPAN_2_BYTES);
    return Layer.ETHERNET;
  }

  private static Layer erspan3(PacketCursor cursor) {
    cursor.met(Encapsulation.ERSPAN);
    if (!cursor.has(ERSPAN_3_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int frameTypeAndFlags = cursor.unsignedShort(10);
    boolean subheader = (frameTypeAndFlags & 1) != 0;
    cursor.advance(ERSPAN_3_BYTES + (subheader ? ERSPAN_3_SUBHEADER_BYTES : 0));
    return switch (frameTypeAndFlags >>> 10 & 0x1f) {
      case 0 -> Layer.ETHERNET;
      case 2 -> Layer.IP;
      default -> cursor.done(DecodeResult.NOT_IP);
    };
  }
}
