package io.camvitals.agent.analyze.wireshark;

/**
 * RTCP (RFC 3550 section 6) where it was announced: keeps all packets of version 2, RTP included.
 * Reports that are shorter than they say end the dissection of their frame.
 */
final class RtcpDissector implements Dissector {
  private static final int LOWEST_TYPE = 192;
  private static final int HIGHEST_TYPE = 213;
  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int GOODBYE = 203;

  @Override
  public boolean dissect(Flow flow, Octets packet) {
    if (packet.unsignedByte(0) >>> 6 != 2) {
      return false;
    }
    int offset = 0;
    while (packet.captured() - offset >= 4) {
      int type = packet.unsignedByte(offset + 1);
      if (type < LOWEST_TYPE || type > HIGHEST_TYPE) {
        break;
      }
      int last = offset + shortest(type, packet.unsignedByte(offset) & 0x1f) - 1;
      packet.unsignedByte(last);
      offset += 4 * (packet.unsignedShort(offset + 2) + 1);
    }
    return true;
  }

  private static int shortest(int type, int count) {
    return switch (type) {
      case SENDER_REPORT -> 28 + 24 * count;
      case RECEIVER_REPORT -> 8 + 24 * count;
      case GOODBYE -> 4 + 4 * count;
      default -> 4;
    };
  }
}
