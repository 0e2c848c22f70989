package io.camvitals.agent.source.packet;

/** The older formats of what a capture puts before IEEE 802.11 frames: PPI, Prism and AVS. */
final class RadioHeaders {
  private static final int PPI_HEADER_BYTES = 8;
  private static final int PPI_FIELD_HEADER_BYTES = 4;
  private static final int PPI_COMMON = 2;
  private static final int PPI_COMMON_BYTES = 20;
  private static final int PPI_CHECK_SEQUENCE = 0x01;
  private static final int PPI_DAMAGED = 0x04;

  private static final int PRISM_BYTES = 144;
  private static final int AVS_MAGIC = 0x80211001;
  private static final int AVS_BYTES = 64;

  private RadioHeaders() {}

  /** Per-Packet Information (CACE): fields of type, length and value, little-endian. */
  static Layer ppi(PacketCursor cursor, WirelessFrame frame) {
    if (!cursor.has(PPI_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int length = cursor.littleEndianShort(2);
    if (length < PPI_HEADER_BYTES) {
      return cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
    }
    if (!cursor.has(length)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    frame.begin(cursor.timestampNs());
    int field = PPI_HEADER_BYTES;
    while (field + PPI_FIELD_HEADER_BYTES <= length) {
      int fieldLength = cursor.littleEndianShort(field + 2);
      int value = field + PPI_FIELD_HEADER_BYTES;
      if (cursor.littleEndianShort(field) == PPI_COMMON
          && fieldLength >= PPI_COMMON_BYTES
          && value + PPI_COMMON_BYTES <= length) {
        readCommon(cursor, value, frame);
      }
      field = value + fieldLength;
    }
    int linkType = Integer.reverseBytes(cursor.integer(4));
    cursor.advance(length);
    return switch (linkType) {
      case LinkType.IEEE802_11 -> Layer.WIRELESS_FRAME;
      case LinkType.PPI -> cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
      default -> LinkDecoder.first(cursor, linkType);
    };
  }

  private static void readCommon(PacketCursor cursor, int offset, WirelessFrame frame) {
    int flags = cursor.littleEndianShort(offset + 8);
    frame.setCheckSequencePresent((flags & PPI_CHECK_SEQUENCE) != 0);
    frame.setDamaged((flags & PPI_DAMAGED) != 0);
    frame.setRateKbps(cursor.littleEndianShort(offset + 10) * 500);
    frame.setFrequencyMhz(cursor.littleEndianShort(offset + 12));
    frame.setSignalDbm((byte) cursor.unsignedByte(offset + 18));
    frame.setNoiseDbm((byte) cursor.unsignedByte(offset + 19));
  }

  /** Prism's header of fixed length, or AVS's, which tells its length; what they say is skipped. */
  static Layer prism(PacketCursor cursor, WirelessFrame frame) {
    if (!cursor.has(8)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    boolean avs = cursor.integer(0) == AVS_MAGIC;
    int length = avs ? cursor.integer(4) : PRISM_BYTES;
    if (avs && (length < AVS_BYTES || length > 4 * AVS_BYTES)) {
      return cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
    }
    frame.begin(cursor.timestampNs());
    cursor.advance(length);
    return Layer.WIRELESS_FRAME;
  }
}
