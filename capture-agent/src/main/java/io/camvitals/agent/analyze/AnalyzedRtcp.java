package io.camvitals.agent.analyze;

import io.camvitals.agent.observe.RtcpProbe;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.rtcp.RtcpFigure;
import io.camvitals.protocol.rtcp.ExtendedReport;
import io.camvitals.protocol.rtcp.Goodbye;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.RtcpFormatException;
import io.camvitals.protocol.rtcp.VoipMetrics;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes the RTCP of one stream of a capture. */
final class AnalyzedRtcp {
  private final RtcpProbe probe;
  private final int ssrc;
  private final Figures<RtcpFigure> figures = new Figures<>(RtcpFigure.class);
  private long packets;
  private long malformed;
  private String cname = "";
  private String goodbyeReason = "";
  private Optional<VoipMetrics> voip = Optional.empty();

  AnalyzedRtcp(int ssrc) {
    this.ssrc = ssrc;
    this.probe = new RtcpProbe(ssrc);
  }

  void packet(ByteBuffer buffer, int offset, int length, long arrivalNs, int clockRate) {
    packets++;
    RtcpCompound compound;
    try {
      compound = RtcpCompound.parse(buffer, offset, length);
    } catch (RtcpFormatException e) {
      malformed++;
      return;
    }
    probe.compound(compound, arrivalNs, clockRate, figures);
    compound.cname(ssrc).ifPresent(name -> cname = name);
    compound
        .all(Goodbye.class)
        .filter(goodbye -> goodbye.sources().contains(ssrc))
        .forEach(goodbye -> goodbyeReason = goodbye.reason().utf8());
    compound
        .all(ExtendedReport.class)
        .flatMap(report -> report.all(VoipMetrics.class))
        .filter(metrics -> metrics.ssrc() == ssrc)
        .forEach(metrics -> voip = Optional.of(metrics));
  }

  long packets() {
    return packets;
  }

  RtcpReport report(StreamIdentity stream) {
    return new RtcpReport(
        stream,
        packets,
        malformed,
        cname,
        figures.copy(),
        probe.meter().senderClock().estimate(),
        probe.meter().senderClock().steps(),
        voip,
        goodbyeReason);
  }
}
