package io.camvitals.agent.observe;

import static io.camvitals.metrics.rtcp.RtcpFigure.*;

import io.camvitals.metrics.Figures;
import io.camvitals.metrics.rtcp.RtcpFigure;
import io.camvitals.metrics.rtcp.RtcpMeter;
import io.camvitals.protocol.rtcp.DelaySinceLastReceiverReport;
import io.camvitals.protocol.rtcp.ExtendedReport;
import io.camvitals.protocol.rtcp.FeedbackMessage;
import io.camvitals.protocol.rtcp.Goodbye;
import io.camvitals.protocol.rtcp.ReceiverReferenceTime;
import io.camvitals.protocol.rtcp.ReceiverReport;
import io.camvitals.protocol.rtcp.ReceptionReport;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.RtcpPacket;
import io.camvitals.protocol.rtcp.SenderReport;
import java.util.List;

/** Feeds one stream's RTCP to its meter. One thread at a time. */
public final class RtcpProbe {
  private final int ssrc;
  private final RtcpMeter meter = new RtcpMeter();

  /**
   * @param ssrc the stream's own; what is said of other sources is passed over
   */
  public RtcpProbe(int ssrc) {
    this.ssrc = ssrc;
  }

  /**
   * Takes a compound.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @param clockRate of the stream, units per second; 0 when unknown
   * @param figures that it adds to
   */
  public void compound(
      RtcpCompound compound, long arrivalNs, int clockRate, Figures<RtcpFigure> figures) {
    for (RtcpPacket packet : compound.packets()) {
      if (packet instanceof SenderReport report) {
        if (report.ssrc() == ssrc) {
          meter.senderReport(arrivalNs, report.ntpTimestamp(), figures);
        }
        reports(report.ssrc(), report.reports(), arrivalNs, clockRate, figures);
      } else if (packet instanceof ReceiverReport report) {
        reports(report.ssrc(), report.reports(), arrivalNs, clockRate, figures);
      } else if (packet instanceof FeedbackMessage feedback) {
        feedback(feedback, figures);
      } else if (packet instanceof ExtendedReport report) {
        extended(report, arrivalNs, figures);
      } else if (packet instanceof Goodbye goodbye && goodbye.sources().contains(ssrc)) {
        figures.add(GOODBYES, 1);
      }
    }
  }

  private void reports(
      int reporter,
      List<ReceptionReport> blocks,
      long arrivalNs,
      int clockRate,
      Figures<RtcpFigure> figures) {
    for (ReceptionReport block : blocks) {
      if (block.ssrc() == ssrc) {
        meter.receptionReport(
            arrivalNs,
            reporter,
            block.fractionLost(),
            block.cumulativeLost(),
            block.extendedHighestSequence(),
            block.interarrivalJitter(),
            clockRate,
            block.lastSenderReport(),
            block.delaySinceLastSenderReport(),
            figures);
      }
    }
  }

  private void feedback(FeedbackMessage feedback, Figures<RtcpFigure> figures) {
    if (!feedback.targets().contains(ssrc)) {
      return;
    }
    switch (feedback.kind()) {
      case NACK -> figures.add(NACKED_PACKETS, feedback.requestedSequenceNumbers().size());
      case PLI -> figures.add(PICTURE_LOSSES, 1);
      case FIR -> figures.add(KEY_FRAME_REQUESTS, 1);
      case TMMBR, TMMBN, TRANSPORT_CC, SLI, RPSI, REMB, OTHER -> {}
    }
  }

  private void extended(ExtendedReport report, long arrivalNs, Figures<RtcpFigure> figures) {
    if (report.ssrc() == ssrc) {
      report
          .all(DelaySinceLastReceiverReport.class)
          .flatMap(block -> block.answers().stream())
          .forEach(
              answer ->
                  meter.answerToReceiver(
                      arrivalNs,
                      answer.lastReceiverReference(),
                      answer.delaySinceLastReceiverReference(),
                      figures));
    } else {
      report
          .all(ReceiverReferenceTime.class)
          .forEach(block -> meter.receiverReferenceTime(arrivalNs, block.ntpTimestamp()));
    }
  }

  /** What is kept of the stream's RTCP. */
  public RtcpMeter meter() {
    return meter;
  }
}
