package io.camvitals.agent.analyze.wireshark;

/**
 * Protocols over UDP that Wireshark knows by one datagram and then sees in all others of the flow:
 * UDT, SRT and QUIC. Whatever looks like RTP on such a flow is not taken for it.
 */
final class DatagramTransports {
  private static final int HANDSHAKE = 0x8000_0000;
  private static final int LONGEST_CONNECTION_ID = 20;
  private static final int GQUIC_46 = 0x51303436;

  private static final Dissector EVERYTHING = (flow, payload) -> true;

  private final Conversations conversations;

  DatagramTransports(Conversations conversations) {
    this.conversations = conversations;
  }

  /** A handshake of UDT or SRT. */
  boolean isUdt(Flow flow, Octets payload) {
    if (payload.captured() < 24 || payload.integer(0) != HANDSHAKE) {
      return false;
    }
    int version = payload.integer(16);
    int socketType = payload.integer(20);
    if (version != 5 && (version != 4 || socketType != 1 && socketType != 2)) {
      return false;
    }
    return claim(flow);
  }

  /** The long header of QUIC (RFC 9000 section 17.2), or a packet of Google's QUIC. */
  boolean isQuic(Flow flow, Octets payload) {
    if (payload.captured() < 13) {
      return false;
    }
    int first = payload.unsignedByte(0);
    if ((first & 0x80) == 0) {
      return (first & 0xc0) == 0
          && (first & 0x09) == 0x09
          && isGquicVersion(payload.integer(9) >>> 8)
          && claim(flow);
    }
    int version = payload.integer(1);
    if ((first & 0x40) != 0 && version == GQUIC_46) {
      return claim(flow);
    }
    int destination = payload.unsignedByte(5);
    if (!isQuicVersion(version)
        || destination > LONGEST_CONNECTION_ID
        || payload.captured() <= 6 + destination
        || payload.unsignedByte(6 + destination) > LONGEST_CONNECTION_ID) {
      return false;
    }
    return claim(flow);
  }

  private static boolean isGquicVersion(int prefix) {
    return prefix == 0x513032 || prefix == 0x513033 || prefix == 0x513034;
  }

  /** Version 1, 2, drafts from 11 on, those of vendors, and those reserved for negotiation. */
  private static boolean isQuicVersion(int version) {
    if (version >>> 8 == 0xff0000) {
      return (version & 0xff) >= 11;
    }
    return switch (version) {
      case 0x00000001,
          0x6b3343cf,
          0xfaceb001,
          0xfaceb002,
          0xfaceb00e,
          0x51303530,
          0x54303530,
          0x54303531 ->
          true;
      default -> (version & 0x0f0f0f0f) == 0x0a0a0a0a;
    };
  }

  private boolean claim(Flow flow) {
    conversations.setDissector(conversations.note(flow.key()), EVERYTHING);
    return true;
  }
}
