package io.camvitals.agent.analyze.wireshark;

/**
 * What Wireshark takes for RTP (RFC 3550 section 5.1), and which of that it counts. A packet can be
 * recognised and yet not counted: when its headers run beyond what was captured, when its padding
 * cannot be seen, or when its first two bytes could be RTCP's.
 */
final class RtpDissector {
  private static final int HEADER_BYTES = 12;
  private static final int ONE_BYTE_EXTENSIONS = 0xbede;

  /** Header extensions of air traffic control (EUROCAE ED-137). */
  private static final int ED137 = 0x67;

  private static final int ED137A = 0x167;
  private static final int ZRTP = 0x5a525450;

  private final RtpTaps taps;

  RtpDissector(RtpTaps taps) {
    this.taps = taps;
  }

  /**
   * The heuristic: whether a packet that nothing announced is taken for RTP. It looks at that
   * packet alone.
   */
  static boolean looksLikeRtp(Octets packet) {
    if (packet.captured() < 2) {
      return false;
    }
    int first = packet.unsignedByte(0);
    if (first >>> 6 != 2) {
      return false;
    }
    int payloadType = packet.unsignedByte(1) & 0x7f;
    if (payloadType >= 72 && payloadType <= 76) {
      return false;
    }
    int header = headerLength(packet);
    if (header < 0) {
      return false;
    }
    if ((first & 0x20) == 0 || packet.isCut()) {
      return true;
    }
    int padding = packet.unsignedByte(packet.reported() - 1);
    return padding != 0 && packet.reported() - header >= padding;
  }

  /** Whether CSRCs and header extension end within the packet. */
  static boolean hasWholeHeader(Octets packet) {
    return headerLength(packet) >= 0;
  }

  /** Length with CSRCs and header extension; -1 when these run beyond the packet. */
  private static int headerLength(Octets packet) {
    int first = packet.unsignedByte(0);
    int header = HEADER_BYTES + 4 * (first & 0xf);
    if ((first & 0x10) != 0) {
      if (packet.captured() - header < 4) {
        return -1;
      }
      header += 4 + 4 * packet.unsignedShort(header + 2);
    }
    return packet.reported() < header ? -1 : header;
  }

  /** Whether the heuristic hands the packet to ZRTP (RFC 6189), which begins with version 0. */
  static boolean isZrtp(Octets packet) {
    return packet.captured() >= 2
        && packet.unsignedByte(0) >>> 6 == 0
        && packet.captured() >= 8
        && packet.integer(4) == ZRTP;
  }

  /**
   * Reads a packet that signalling or the heuristic says is RTP, and marks it to be counted.
   *
   * @param session what signalling said of it
   * @return false when it is refused, so that others may look at it
   */
  boolean dissect(Octets packet, RtpSession session) {
    RtpTap tap = taps.next();
    int first = packet.unsignedByte(0);
    if (first >>> 6 != 2) {
      return isZrtp(packet);
    }
    int second = packet.unsignedByte(1);
    if (second >= 192 && second <= 223) {
      // The packet types of RTCP (RFC 5761 section 4), whatever else speaks against it.
      return true;
    }
    int sequenceNumber = packet.unsignedShort(2);
    int timestamp = packet.integer(4);
    tap.ssrc = packet.integer(8);
    tap.sequenceNumber = sequenceNumber;
    tap.timestamp = timestamp;
    tap.marker = second >= 0x80;
    tap.payloadType = second & 0x7f;
    session.describe(tap);
    int payload = payloadStart(packet, first);
    boolean padded = (first & 0x20) != 0;
    if (padded && packet.isCut()) {
      // Where the padding begins is not known, and such a packet is not counted.
      return true;
    }
    int padding = padded ? packet.unsignedByte(packet.reported() - 1) : 0;
    int length = packet.reported() - padding - payload;
    if (length > 0 && session.isUndescribed()) {
      readPayload(packet.part(payload, length), tap);
    }
    if (padded && (padding == 0 || payload >= packet.reported())) {
      // The padding's count lies outside of the packet.
      throw EndOfDissection.INSTANCE;
    }
    taps.queue(tap);
    return true;
  }

  /** A packet whose payload cannot be read is counted, but is the last one of its frame. */
  private void readPayload(Octets payload, RtpTap tap) {
    try {
      RtpPayloads.read(tap.payloadType, payload);
    } catch (EndOfDissection e) {
      taps.queue(tap);
      throw e;
    }
  }

  /**
   * Walks over the rest of the header; what it cannot read ends the frame's dissection.
   *
   * @return index of the payload
   */
  private static int payloadStart(Octets packet, int first) {
    int header = HEADER_BYTES;
    for (int sources = first & 0xf; sources > 0; sources--) {
      packet.integer(header);
      header += 4;
    }
    if ((first & 0x10) != 0) {
      int profile = packet.unsignedShort(header);
      int words = packet.unsignedShort(header + 2);
      header += 4;
      readExtension(packet, header, profile, words);
      header += 4 * words;
    }
    return header;
  }

  /** Fails where reading the header extension runs beyond what was captured. */
  private static void readExtension(Octets packet, int start, int profile, int words) {
    int captured = Math.min(packet.captured() - start, 4 * words);
    if (words == 0 || profile == ONE_BYTE_EXTENSIONS || profile == ED137 || profile == ED137A) {
      return;
    }
    if ((profile & 0xfff0) != 0x1000) {
      packet.integer(start + 4 * words - 4);
      return;
    }
    int index = 0;
    while (index + 2 < captured) {
      while (packet.unsignedByte(start + index) == 0) {
        if (index + 2 >= captured) {
          return;
        }
        index++;
      }
      int length = packet.unsignedByte(start + index + 1);
      index += 2 + length;
      if (length > 0 && index > captured) {
        throw EndOfDissection.INSTANCE;
      }
    }
  }
}
