package io.camvitals.jobs.rtcp;

import static io.camvitals.metrics.rtcp.RtcpFigure.*;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.jobs.record.EventReader;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.rtcp.RtcpFigure;
import io.camvitals.metrics.rtcp.RtcpMeter;

/** Reads RTCP events and feeds them to their stream's meter. */
public final class RtcpEvents implements EventReader<RtcpEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public RtcpEvent parse(byte[] value) throws InvalidProtocolBufferException {
    return RtcpEvent.parseFrom(value);
  }

  /** True when the stream's own sender spoke, as far as the event tells. */
  public static boolean isOfSender(RtcpEvent event) {
    return !event.hasSenderSsrc() || event.getSenderSsrc() == event.getStream().getSsrc();
  }

  /** Feeds the event; what it amounts to goes into the figures. */
  static void take(RtcpEvent event, RtcpMeter meter, Figures<RtcpFigure> figures) {
    int ssrc = event.getStream().getSsrc();
    long arrivalNs = event.getArrivalNs();
    if (event.hasSenderReport() && event.getSenderReport().getSsrc() == ssrc) {
      meter.senderReport(arrivalNs, event.getSenderReport().getNtpTimestamp(), figures);
    }
    for (RtcpEvent.ReceptionReport report : event.getReceptionReportList()) {
      if (report.getSsrc() == ssrc) {
        receptionReport(event, report, meter, figures);
      }
    }
    for (RtcpEvent.Feedback feedback : event.getFeedbackList()) {
      if (feedback.getTargetSsrcList().contains(ssrc)) {
        feedback(feedback, figures);
      }
    }
    for (RtcpEvent.ReceiverReferenceTime time : event.getReceiverReferenceTimeList()) {
      if (time.getReporterSsrc() != ssrc) {
        meter.receiverReferenceTime(arrivalNs, time.getNtpTimestamp());
      }
    }
    for (RtcpEvent.DelaySinceLastReceiverReport answer :
        event.getDelaySinceLastReceiverReportList()) {
      if (answer.getReporterSsrc() == ssrc) {
        meter.answerToReceiver(
            arrivalNs,
            answer.getLastReceiverReport(),
            Integer.toUnsignedLong(answer.getDelaySinceLastReceiverReport()),
            figures);
      }
    }
    if (event.getBye() && isOfSender(event)) {
      figures.add(GOODBYES, 1);
    }
  }

  private static void receptionReport(
      RtcpEvent event,
      RtcpEvent.ReceptionReport report,
      RtcpMeter meter,
      Figures<RtcpFigure> figures) {
    meter.receptionReport(
        event.getArrivalNs(),
        report.getReporterSsrc(),
        report.getFractionLost(),
        report.getCumulativeLost(),
        report.getExtendedHighestSequence(),
        Integer.toUnsignedLong(report.getInterarrivalJitter()),
        event.getStream().getClockRate(),
        report.getLastSenderReport(),
        Integer.toUnsignedLong(report.getDelaySinceLastSenderReport()),
        figures);
  }

  private static void feedback(RtcpEvent.Feedback feedback, Figures<RtcpFigure> figures) {
    switch (feedback.getKind()) {
      case KIND_NACK -> figures.add(NACKED_PACKETS, feedback.getRequestedSequenceNumberCount());
      case KIND_PLI -> figures.add(PICTURE_LOSSES, 1);
      case KIND_FIR -> figures.add(KEY_FRAME_REQUESTS, 1);
      default -> {}
    }
  }
}
