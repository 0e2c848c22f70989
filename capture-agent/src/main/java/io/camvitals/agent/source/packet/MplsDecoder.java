package io.camvitals.agent.source.packet;

/**
 * MPLS label stacks (RFC 3032). A label does not say what it carries, so the first bits behind the
 * stack do: 4 and 6 are IP (RFC 4928), else it is the Ethernet of a pseudowire, with a control word
 * (RFC 4448 section 4.6) or without.
 */
final class MplsDecoder {
  private static final int MAXIMUM_LABELS = 16;
  private static final int LABEL_BYTES = 4;
  private static final int CONTROL_WORD_BYTES = 4;
  private static final int BOTTOM_OF_STACK = 0x100;

  /** Where the EtherType lies in an Ethernet header. */
  private static final int TYPE_OFFSET = 12;

  private MplsDecoder() {}

  static Layer mpls(PacketCursor cursor) {
    cursor.met(Encapsulation.MPLS);
    for (int labels = 0; labels < MAXIMUM_LABELS; labels++) {
      if (!cursor.has(LABEL_BYTES)) {
        return cursor.done(DecodeResult.TRUNCATED);
      }
      boolean bottom = (cursor.integer(0) & BOTTOM_OF_STACK) != 0;
      cursor.advance(LABEL_BYTES);
      if (bottom) {
        return payload(cursor);
      }
    }
    return cursor.done(DecodeResult.TOO_MANY_HEADERS);
  }

  private static Layer payload(PacketCursor cursor) {
    if (!cursor.has(1)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    return switch (cursor.unsignedByte(0) >>> 4) {
      case 4 -> Layer.IPV4;
      case 6 -> Layer.IPV6;
      case 0 -> controlWordOrEthernet(cursor);
      // An associated channel (RFC 4385 section 5): no user data.
      case 1 -> cursor.done(DecodeResult.NOT_IP);
      default -> Layer.ETHERNET;
    };
  }

  /** A control word begins with four zero bits, but so do most Ethernet addresses. */
  private static Layer controlWordOrEthernet(PacketCursor cursor) {
    if (!cursor.has(CONTROL_WORD_BYTES + TYPE_OFFSET + 2)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    if (EtherType.isKnown(cursor.unsignedShort(CONTROL_WORD_BYTES + TYPE_OFFSET))
        || !EtherType.isKnown(cursor.unsignedShort(TYPE_OFFSET))) {
      cursor.advance(CONTROL_WORD_BYTES);
    }
    return Layer.ETHERNET;
  }
}
