package io.camvitals.protocol.mpegts;

import java.nio.ByteBuffer;

/**
 * Sections in the long form (ISO/IEC 13818-1 section 2.4.4.11): table id, length, extension,
 * version, section number, content, CRC-32.
 */
final class Section {
  static final int HEADER_LENGTH = 8;
  static final int CRC_LENGTH = 4;

  /** Of the program tables: 1,021 bytes behind the length field. */
  static final int LONGEST = 1_024;

  private static final int[] CRC_TABLE = crcTable();

  private Section() {}

  static int tableId(ByteBuffer section) {
    return section.get(0) & 0xff;
  }

  static int version(ByteBuffer section) {
    return section.get(5) >>> 1 & 0x1f;
  }

  /** False when the table is to hold later: it is not heeded until then. */
  static boolean isCurrent(ByteBuffer section) {
    return (section.get(5) & 1) != 0;
  }

  /** Whether the CRC-32 over the whole section, checksum included, is zero (annex A). */
  static boolean checksumHolds(ByteBuffer section, int length) {
    int crc = -1;
    for (int i = 0; i < length; i++) {
      crc = crc << 8 ^ CRC_TABLE[crc >>> 24 ^ section.get(i) & 0xff];
    }
    return crc == 0;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int crc = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? 0x04c1_1db7 : 0);
      }
      table[i] = crc;
    }
    return table;
  }
}
