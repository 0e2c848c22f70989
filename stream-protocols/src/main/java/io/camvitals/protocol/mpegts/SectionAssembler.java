package io.camvitals.protocol.mpegts;

import java.nio.ByteBuffer;

/**
 * Puts the sections of one PID together (ISO/IEC 13818-1 section 2.4.4.2). A section of which a
 * packet is missing is let go; the next one that begins is taken again.
 */
final class SectionAssembler {
  private static final int STUFFING = 0xff;
  private static final int LENGTH_END = 3;

  /** Takes each whole section; what is behind {@code length} is not its own. */
  interface Handler {
    void section(ByteBuffer section, int length);

    /** A section that says to be longer than a program table may be; it is not read. */
    void overlong(int tableId);
  }

  private final ByteBuffer section = ByteBuffer.allocate(Section.LONGEST);
  private boolean collecting;
  private int lastContinuity = -1;

  /** Takes a packet with the assembler's PID. */
  void packet(TransportPacket packet, Handler handler) {
    if (!packet.hasPayload() || packet.transportError() || packet.scramblingControl() != 0) {
      return;
    }
    int continuity = packet.continuityCounter();
    if (continuity == lastContinuity && !packet.discontinuity()) {
      return; // a duplicate
    }
    if (lastContinuity >= 0 && continuity != (lastContinuity + 1 & 0xf)) {
      collecting = false;
    }
    lastContinuity = continuity;
    int at = packet.payloadOffset();
    int end = at + packet.payloadLength();
    if (!packet.payloadUnitStart()) {
      append(packet.buffer(), at, end, handler);
      return;
    }
    if (at == end) {
      return;
    }
    int start = at + 1 + (packet.buffer().get(at) & 0xff);
    if (start > end) {
      collecting = false;
      return;
    }
    append(packet.buffer(), at + 1, start, handler);
    // What did not end where the next one begins never will.
    begin();
    append(packet.buffer(), start, end, handler);
  }

  private void begin() {
    collecting = true;
    section.clear();
  }

  private void append(ByteBuffer from, int start, int end, Handler handler) {
    for (int at = start; at < end && collecting; ) {
      if (section.position() == 0 && (from.get(at) & 0xff) == STUFFING) {
        collecting = false;
        return;
      }
      int wanted = section.position() < LENGTH_END ? LENGTH_END : length();
      int taken = Math.min(wanted - section.position(), end - at);
      for (int i = 0; i < taken; i++) {
        section.put(from.get(at + i));
      }
      at += taken;
      if (section.position() == LENGTH_END && length() > Section.LONGEST) {
        collecting = false;
        handler.overlong(Section.tableId(section));
      } else if (section.position() >= LENGTH_END && section.position() == length()) {
        handler.section(section, length());
        section.clear();
      }
    }
  }

  private int length() {
    return LENGTH_END + (section.getShort(1) & 0xfff);
  }
}
