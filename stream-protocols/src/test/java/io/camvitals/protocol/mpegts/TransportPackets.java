package io.camvitals.protocol.mpegts;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Makes packets and tables by the letter of ISO/IEC 13818-1. */
final class TransportPackets {
  private TransportPackets() {}

  /** 4 bytes of header, payload, and where that is shorter than 184 bytes stuffing before it. */
  static byte[] packet(int pid, int continuity, boolean unitStart, byte[] payload) {
    byte[] packet = new byte[188];
    Arrays.fill(packet, (byte) 0xff);
    int stuffing = 184 - payload.length;
    header(packet, pid, unitStart, (stuffing > 0 ? 0x30 : 0x10) | continuity);
    if (stuffing > 0) {
      packet[4] = (byte) (stuffing - 1);
      if (stuffing > 1) {
        packet[5] = 0;
      }
    }
    System.arraycopy(payload, 0, packet, 188 - payload.length, payload.length);
    return packet;
  }

  /** An adaptation field with a clock reference, and no payload. */
  static byte[] clock(int pid, int continuity, long reference, boolean discontinuity) {
    byte[] packet = new byte[188];
    Arrays.fill(packet, (byte) 0xff);
    header(packet, pid, false, 0x20 | continuity);
    packet[4] = (byte) 183;
    packet[5] = (byte) ((discontinuity ? 0x80 : 0) | 0x10);
    long base = reference / 300;
    int extension = (int) (reference % 300);
    packet[6] = (byte) (base >>> 25);
    packet[7] = (byte) (base >>> 17);
    packet[8] = (byte) (base >>> 9);
    packet[9] = (byte) (base >>> 1);
    packet[10] = (byte) ((base & 1) << 7 | 0x7e | extension >>> 8);
    packet[11] = (byte) extension;
    return packet;
  }

  private static void header(byte[] packet, int pid, boolean unitStart, int last) {
    packet[0] = 0x47;
    packet[1] = (byte) ((unitStart ? 0x40 : 0) | pid >>> 8);
    packet[2] = (byte) pid;
    packet[3] = (byte) last;
  }

  /** A pointer of zero and the section, stuffed to a packet's payload. */
  static byte[] payloadOf(byte[] section) {
    byte[] payload = new byte[184];
    Arrays.fill(payload, (byte) 0xff);
    payload[0] = 0;
    System.arraycopy(section, 0, payload, 1, section.length);
    return payload;
  }

  /** Pairs of program number and map PID. */
  static byte[] association(int version, int... programs) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int i = 0; i < programs.length; i += 2) {
      putShort(content, programs[i]);
      putShort(content, 0xe000 | programs[i + 1]);
    }
    return section(0, 1, version, content.toByteArray());
  }

  /** Pairs of stream type and PID. */
  static byte[] map(int program, int version, int clockPid, int... streams) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    putShort(content, 0xe000 | clockPid);
    putShort(content, 0xf000);
    for (int i = 0; i < streams.length; i += 2) {
      content.write(streams[i]);
      putShort(content, 0xe000 | streams[i + 1]);
      putShort(content, 0xf000);
    }
    return section(2, program, version, content.toByteArray());
  }

  static byte[] section(int tableId, int extension, int version, byte[] content) {
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    section.write(tableId);
    putShort(section, 0xb000 | content.length + 9);
    putShort(section, extension);
    section.write(0xc0 | version << 1 | 1);
    section.write(0);
    section.write(0);
    section.writeBytes(content);
    int crc = crc(section.toByteArray());
    putShort(section, crc >>> 16);
    putShort(section, crc);
    return section.toByteArray();
  }

  /** Annex A, bit by bit. */
  private static int crc(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      for (int bit = 7; bit >= 0; bit--) {
        boolean out = crc < 0 ^ (b >>> bit & 1) == 1;
        crc = crc << 1 ^ (out ? 0x04c1_1db7 : 0);
      }
    }
    return crc;
  }

  private static void putShort(ByteArrayOutputStream out, int value) {
    out.write(value >>> 8);
    out.write(value);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
