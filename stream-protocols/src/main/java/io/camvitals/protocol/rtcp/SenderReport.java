package io.camvitals.protocol.rtcp;

import java.util.List;

/**
 * SR (RFC 3550 section 6.4.1): binds the sender's RTP timestamps to its wall clock.
 *
 * @param ssrc the sender
 * @param ntpTimestamp 32 bits seconds since 1900, 32 bits fraction, of the sender's clock; see
 *     {@link NtpTimestamp}
 * @param rtpTimestamp the same instant in RTP timestamp units
 * @param packetCount RTP packets since the sender began, modulo 2^32
 * @param octetCount payload bytes since the sender began, modulo 2^32
 * @param reports at most 31
 * @param extension profile-specific; a multiple of 4 bytes
 */
public record SenderReport(
    int ssrc,
    long ntpTimestamp,
    int rtpTimestamp,
    long packetCount,
    long octetCount,
    List<ReceptionReport> reports,
    Octets extension)
    implements RtcpPacket {

  public static final int PACKET_TYPE = 200;

  public SenderReport {
    Limits.check("packet count", packetCount, 0, 0xffff_ffffL);
    Limits.check("octet count", octetCount, 0, 0xffff_ffffL);
    reports = List.copyOf(reports);
    Limits.check("number of reports", reports.size(), 0, Limits.HIGHEST_COUNT);
    Limits.checkWords("extension", extension);
  }

  /** A report as a sender that receives nothing makes it. */
  public SenderReport(
      int ssrc, long ntpTimestamp, int rtpTimestamp, long packetCount, long octetCount) {
    this(ssrc, ntpTimestamp, rtpTimestamp, packetCount, octetCount, List.of(), Octets.NONE);
  }

  @Override
  public int packetType() {
    return PACKET_TYPE;
  }
}
