package io.camvitals.protocol.rtcp;

/**
 * A packet that is kept but not understood, such as the feedback of RFC 2032 (192, 193).
 *
 * @param packetType 192 to 223
 * @param count the five bits beside version and padding, 0 to 31: count, subtype or feedback format
 * @param body what follows the four-byte header; a multiple of 4 bytes
 */
public record UnknownRtcpPacket(int packetType, int count, Octets body) implements RtcpPacket {
  public UnknownRtcpPacket {
    Limits.check("packet type", packetType, 192, 223);
    if (packetType >= SenderReport.PACKET_TYPE && packetType <= ExtendedReport.PACKET_TYPE) {
      throw new IllegalArgumentException("packet type: " + packetType + " is a known one");
    }
    Limits.check("count", count, 0, Limits.HIGHEST_COUNT);
    Limits.checkWords("body", body);
  }
}
