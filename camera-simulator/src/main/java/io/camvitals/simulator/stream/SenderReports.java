package io.camvitals.simulator.stream;

import io.camvitals.protocol.rtcp.Goodbye;
import io.camvitals.protocol.rtcp.NtpTimestamp;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.SenderReport;
import io.camvitals.protocol.rtcp.SourceDescription;

/** Makes the RTCP packets of one stream (RFC 3550 section 6). */
final class SenderReports {
  private final RtpStream stream;
  private final CameraClock clock;
  private final String cname;

  SenderReports(RtpStream stream, CameraClock clock, String cname) {
    this.stream = stream;
    this.clock = clock;
    this.cname = cname;
  }

  /** A sender report and the canonical name, as of this moment. */
  byte[] report(long nowNs) {
    return RtcpCompound.of(senderReport(nowNs), description()).encode();
  }

  /** The same, and that the stream ends. */
  byte[] goodbye(long nowNs) {
    Goodbye goodbye = new Goodbye(stream.ssrc(), "session ended");
    return RtcpCompound.of(senderReport(nowNs), description(), goodbye).encode();
  }

  private SenderReport senderReport(long nowNs) {
    long mediaNs = clock.mediaNs(nowNs);
    return new SenderReport(
        stream.ssrc(),
        NtpTimestamp.fromUnixNs(clock.epochNs(mediaNs)),
        stream.timestamp(mediaNs),
        stream.packets() & 0xffff_ffffL,
        stream.octets() & 0xffff_ffffL);
  }

  private SourceDescription description() {
    return SourceDescription.ofCname(stream.ssrc(), cname);
  }
}
