package io.camvitals.agent.analyze.wireshark;

/**
 * What a packet that Wireshark took for RTP reads as otherwise: said only when its bytes fit that
 * protocol, most of all where also the port is that protocol's.
 */
final class OtherContent {
  private static final int RTP_HEADER_BYTES = 12;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_LABEL = 63;
  private static final int HIGHEST_CLASS = 255;

  private OtherContent() {}

  /** A few words; empty when nothing else is known. */
  static String of(Flow.Key flow, Octets packet) {
    if (flow.transport() == Transport.TCP || packet.captured() < RTP_HEADER_BYTES) {
      return "";
    }
    if (packet.reported() == RTP_HEADER_BYTES
        && packet.unsignedShort(2) == 0
        && packet.integer(4) == 0
        && packet.integer(8) == 0) {
      return "a header of zeros without payload, as clients send to open a port";
    }
    if (isOfPort(flow, 53, 5353, 5355) && isQuestion(packet)) {
      return "a DNS message";
    }
    if (packet.integer(4) == 0 && packet.integer(8) == 2
        || packet.integer(4) == 1 && packet.integer(8) >>> 1 == 0) {
      return "an ONC RPC message, as of NFS";
    }
    return "";
  }

  private static boolean isOfPort(Flow.Key flow, int... ports) {
    for (int port : ports) {
      if (flow.sourcePort() == port || flow.destinationPort() == port) {
        return true;
      }
    }
    return false;
  }

  /** A name in labels behind the header, then a type and a class (RFC 1035 section 4.1.2). */
  private static boolean isQuestion(Octets packet) {
    int index = RTP_HEADER_BYTES;
    while (index < packet.captured() && index < RTP_HEADER_BYTES + LONGEST_NAME) {
      int label = packet.unsignedByte(index);
      if (label == 0) {
        return index + 5 <= packet.captured()
            && (packet.unsignedShort(index + 3) & 0x7fff) <= HIGHEST_CLASS;
      }
      if (label > LONGEST_LABEL) {
        return false;
      }
      index += 1 + label;
    }
    return false;
  }
}
