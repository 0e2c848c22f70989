package io.camvitals.agent.source.packet;

import java.nio.ByteBuffer;

/**
 * The header that the radiotap format (radiotap.org) puts before IEEE 802.11 frames: a bitmap of
 * the fields present, then the fields in its order, each aligned, all little-endian.
 */
final class RadiotapHeader {
  private static final int FIXED_BYTES = 8;

  /** Alignment and size of the fields, by their bit; what comes behind them is not read. */
  private static final int[] ALIGNMENTS = {
    8, 1, 1, 2, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 4, 1, 4, 2, 8, 2
  };

  private static final int[] SIZES = {
    8, 1, 1, 4, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 8, 3, 8, 12, 12, 12
  };

  private static final int FLAGS = 1;
  private static final int RATE = 2;
  private static final int CHANNEL = 3;
  private static final int SIGNAL_DBM = 5;
  private static final int NOISE_DBM = 6;
  private static final int XCHANNEL = 18;
  private static final int MCS = 19;
  private static final int VHT = 21;
  private static final int HE = 23;

  private static final int FLAG_CHECK_SEQUENCE = 0x10;
  private static final int FLAG_PADDED = 0x20;
  private static final int FLAG_DAMAGED = 0x40;

  private RadiotapHeader() {}

  /** Reads the header at the cursor and goes beyond it. */
  static Layer read(PacketCursor cursor, WirelessFrame frame) {
    if (!cursor.has(FIXED_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int length = cursor.littleEndianShort(2);
    if (cursor.unsignedByte(0) != 0 || length < FIXED_BYTES) {
      return cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
    }
    if (!cursor.has(length)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    frame.begin(cursor.timestampNs());
    readFields(cursor, length, frame);
    cursor.advance(length);
    return Layer.WIRELESS_FRAME;
  }

  private static void readFields(PacketCursor cursor, int length, WirelessFrame frame) {
    int start = cursor.index();
    int present = Integer.reverseBytes(cursor.integer(4));
    int offset = FIXED_BYTES;
    // Each bitmap whose highest bit is set has another one behind it.
    for (int bitmap = present; bitmap < 0 && offset + 4 <= length; offset += 4) {
      bitmap = Integer.reverseBytes(cursor.integer(offset));
    }
    for (int field = 0; field < SIZES.length; field++) {
      if ((present & 1 << field) == 0) {
        continue;
      }
      offset = offset + ALIGNMENTS[field] - 1 & -ALIGNMENTS[field];
      if (offset + SIZES[field] > length) {
        return;
      }
      readField(field, cursor.buffer(), start + offset, frame);
      offset += SIZES[field];
    }
  }

  private static void readField(int field, ByteBuffer buffer, int index, WirelessFrame frame) {
    switch (field) {
      case FLAGS -> {
        int flags = buffer.get(index);
        frame.setCheckSequencePresent((flags & FLAG_CHECK_SEQUENCE) != 0);
        frame.setPadded((flags & FLAG_PADDED) != 0);
        frame.setDamaged((flags & FLAG_DAMAGED) != 0);
      }
      case RATE -> frame.setRateKbps((buffer.get(index) & 0xff) * 500);
      case CHANNEL -> frame.setFrequencyMhz(littleEndian(buffer, index));
      case SIGNAL_DBM -> frame.setSignalDbm(buffer.get(index));
      case NOISE_DBM -> frame.setNoiseDbm(buffer.get(index));
      case XCHANNEL -> frame.setFrequencyMhz(littleEndian(buffer, index + 4));
      case MCS -> readMcs(buffer, index, frame);
      case VHT -> readVht(buffer, index, frame);
      case HE -> readHe(buffer, index, frame);
      default -> {}
    }
  }

  private static void readMcs(ByteBuffer buffer, int index, WirelessFrame frame) {
    int flags = buffer.get(index + 1);
    frame.setRateKbps(
        WirelessRate.ht(buffer.get(index + 2) & 0xff, (flags & 3) == 1, (flags & 4) != 0));
  }

  private static void readVht(ByteBuffer buffer, int index, WirelessFrame frame) {
    boolean shortGuard = (buffer.get(index + 2) & 4) != 0;
    int bandwidth = buffer.get(index + 3) & 0x1f;
    int width = bandwidth == 0 ? 0 : bandwidth < 4 ? 1 : bandwidth < 11 ? 2 : 3;
    int user = buffer.get(index + 4) & 0xff;
    frame.setRateKbps(WirelessRate.vht(user >>> 4, user & 0xf, width, shortGuard));
  }

  /** Only transmissions to one station over the whole channel; the others' share is not told. */
  private static void readHe(ByteBuffer buffer, int index, WirelessFrame frame) {
    int format = littleEndian(buffer, index) & 3;
    int widthAndGuard = littleEndian(buffer, index + 8);
    int mcs = littleEndian(buffer, index + 4) >>> 8 & 0xf;
    int streams = littleEndian(buffer, index + 10) & 0xf;
    if (format == 0 && (widthAndGuard & 0xf) < 4) {
      frame.setRateKbps(
          WirelessRate.he(mcs, streams, widthAndGuard & 0xf, widthAndGuard >>> 4 & 3));
    }
  }

  private static int littleEndian(ByteBuffer buffer, int index) {
    return Short.reverseBytes(buffer.getShort(index)) & 0xffff;
  }
}
