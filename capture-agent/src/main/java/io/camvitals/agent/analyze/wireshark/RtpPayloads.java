package io.camvitals.agent.analyze.wireshark;

/**
 * The payloads that Wireshark reads without being told what they are. Its reading of one that is
 * too short ends the dissection of the frame: what comes behind that packet in a TCP segment is not
 * seen.
 */
final class RtpPayloads {
  private static final int MPEG_VIDEO = 32;
  private static final int H263 = 34;
  private static final int REDUNDANT_AUDIO = 99;
  private static final int EVENT = 100;
  private static final int OTHER_EVENT = 101;

  private RtpPayloads() {}

  /** Reads a payload of at least one byte, of a session whose payload types were not described. */
  static void read(int payloadType, Octets payload) {
    switch (payloadType) {
      // RFC 2250 section 3.4.
      case MPEG_VIDEO -> payload.integer(0);
      case H263 -> h263(payload);
      case REDUNDANT_AUDIO -> redundantAudio(payload);
      // RFC 4733 section 2.3.
      case EVENT, OTHER_EVENT -> payload.integer(0);
      default -> {
        // Not read, or read however short it is.
      }
    }
  }

  /**
   * RFC 2190 section 5: headers of three lengths, which Wireshark takes from the wrong values of
   * the first bits.
   */
  private static void h263(Octets payload) {
    int header =
        switch (payload.unsignedByte(0) >>> 6) {
          case 0 -> 4;
          case 1 -> 8;
          case 2 -> 12;
          default -> 0;
        };
    if (payload.captured() < header) {
      throw EndOfDissection.INSTANCE;
    }
  }

  /** RFC 2198 section 3: headers of four bytes before the last one, and as many blocks. */
  private static void redundantAudio(Octets payload) {
    int headers = 0;
    int blocks = 0;
    while (payload.unsignedByte(headers) >= 0x80) {
      blocks += payload.unsignedShort(headers + 2) & 0x3ff;
      headers += 4;
    }
    int end = headers + 1 + blocks;
    if (end > payload.captured()) {
      throw EndOfDissection.INSTANCE;
    }
  }
}
