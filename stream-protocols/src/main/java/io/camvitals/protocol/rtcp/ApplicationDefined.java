package io.camvitals.protocol.rtcp;

/**
 * APP (RFC 3550 section 6.7).
 *
 * @param subtype 0 to 31
 * @param ssrc the sender
 * @param name exactly 4 characters of ISO 8859-1
 * @param data a multiple of 4 bytes
 */
public record ApplicationDefined(int subtype, int ssrc, String name, Octets data)
    implements RtcpPacket {

  public static final int PACKET_TYPE = 204;

  public ApplicationDefined {
    Limits.check("subtype", subtype, 0, Limits.HIGHEST_COUNT);
    Limits.check("length of the name", name.length(), 4, 4);
    name.chars().forEach(c -> Limits.check("character of the name", c, 0, 255));
    Limits.checkWords("data", data);
  }

  @Override
  public int packetType() {
    return PACKET_TYPE;
  }
}
