package io.camvitals.protocol.rtcp;

import java.util.List;

/**
 * RR (RFC 3550 section 6.4.2).
 *
 * @param ssrc the receiver that reports
 * @param reports at most 31
 * @param extension profile-specific; a multiple of 4 bytes
 */
public record ReceiverReport(int ssrc, List<ReceptionReport> reports, Octets extension)
    implements RtcpPacket {

  public static final int PACKET_TYPE = 201;

  public ReceiverReport {
    reports = List.copyOf(reports);
    Limits.check("number of reports", reports.size(), 0, Limits.HIGHEST_COUNT);
    Limits.checkWords("extension", extension);
  }

  public ReceiverReport(int ssrc, List<ReceptionReport> reports) {
    this(ssrc, reports, Octets.NONE);
  }

  @Override
  public int packetType() {
    return PACKET_TYPE;
  }
}
