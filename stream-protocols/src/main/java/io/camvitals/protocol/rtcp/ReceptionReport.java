package io.camvitals.protocol.rtcp;

/**
 * What a receiver says of one source (RFC 3550 section 6.4.1, report block).
 *
 * @param ssrc the source that is reported on
 * @param fractionLost of the packets expected since the last report, times 256: 0 to 255
 * @param cumulativeLost signed 24 bits; duplicates count against it
 * @param extendedHighestSequence cycles in the upper 16 bits; all 32 bits are used
 * @param interarrivalJitter RTP timestamp units, 0 to 2^32-1
 * @param lastSenderReport middle 32 bits of the NTP timestamp of the last sender report; 0 if none
 * @param delaySinceLastSenderReport units of 1/65536 s, 0 to 2^32-1
 */
public record ReceptionReport(
    int ssrc,
    int fractionLost,
    int cumulativeLost,
    int extendedHighestSequence,
    long interarrivalJitter,
    int lastSenderReport,
    long delaySinceLastSenderReport) {

  static final int LENGTH = 24;

  public ReceptionReport {
    Limits.check("fraction lost", fractionLost, 0, 255);
    Limits.check("cumulative lost", cumulativeLost, -0x80_0000, 0x7f_ffff);
    Limits.check("interarrival jitter", interarrivalJitter, 0, 0xffff_ffffL);
    Limits.check("delay since last sender report", delaySinceLastSenderReport, 0, 0xffff_ffffL);
  }
}
