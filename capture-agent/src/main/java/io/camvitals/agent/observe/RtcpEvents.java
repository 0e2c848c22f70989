package io.camvitals.agent.observe;

import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.RtcpEvent.Feedback.Kind;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtcp.ApplicationDefined;
import io.camvitals.protocol.rtcp.ExtendedReport;
import io.camvitals.protocol.rtcp.FeedbackMessage;
import io.camvitals.protocol.rtcp.Goodbye;
import io.camvitals.protocol.rtcp.ReceiverReport;
import io.camvitals.protocol.rtcp.ReceptionReport;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.RtcpPacket;
import io.camvitals.protocol.rtcp.SenderReport;
import io.camvitals.protocol.rtcp.SourceDescription;
import io.camvitals.protocol.rtcp.UnknownRtcpPacket;
import java.util.OptionalInt;

/** Turns what RTCP says into the event of it. */
final class RtcpEvents {
  private RtcpEvents() {}

  /** The event of one compound packet. */
  static RtcpEvent of(StreamIdentity stream, long arrivalNs, RtcpCompound compound) {
    RtcpEvent.Builder event =
        RtcpEvent.newBuilder()
            .setStream(stream)
            .setArrivalNs(arrivalNs)
            .setCname(cname(stream, compound));
    senderSsrc(compound.packets().get(0)).ifPresent(event::setSenderSsrc);
    for (RtcpPacket packet : compound.packets()) {
      if (packet instanceof SenderReport report) {
        event.setSenderReport(senderReport(report));
        report.reports().forEach(block -> add(event, report.ssrc(), block));
      } else if (packet instanceof ReceiverReport report) {
        report.reports().forEach(block -> add(event, report.ssrc(), block));
      } else if (packet instanceof Goodbye goodbye) {
        event.setBye(true).setByeReason(goodbye.reason().utf8());
      } else if (packet instanceof FeedbackMessage feedback) {
        event.addFeedback(feedback(feedback));
      } else if (packet instanceof ExtendedReport report) {
        ExtendedReportEvents.add(report, event);
      } else if (packet instanceof UnknownRtcpPacket) {
        event.addUnknownPacketType(packet.packetType());
      }
    }
    return event.build();
  }

  /** The stream's own name, or, when it has none, that of the source that speaks. */
  private static String cname(StreamIdentity stream, RtcpCompound compound) {
    return compound
        .cname(stream.getSsrc())
        .or(
            () ->
                compound
                    .all(SourceDescription.class)
                    .flatMap(description -> description.chunks().stream())
                    .findFirst()
                    .flatMap(chunk -> compound.cname(chunk.ssrc())))
        .orElse("");
  }

  private static OptionalInt senderSsrc(RtcpPacket packet) {
    if (packet instanceof SenderReport report) {
      return OptionalInt.of(report.ssrc());
    } else if (packet instanceof ReceiverReport report) {
      return OptionalInt.of(report.ssrc());
    } else if (packet instanceof ExtendedReport report) {
      return OptionalInt.of(report.ssrc());
    } else if (packet instanceof FeedbackMessage feedback) {
      return OptionalInt.of(feedback.senderSsrc());
    } else if (packet instanceof ApplicationDefined application) {
      return OptionalInt.of(application.ssrc());
    } else if (packet instanceof SourceDescription description && !description.chunks().isEmpty()) {
      return OptionalInt.of(description.chunks().get(0).ssrc());
    } else if (packet instanceof Goodbye goodbye && !goodbye.sources().isEmpty()) {
      return OptionalInt.of(goodbye.sources().get(0));
    }
    return OptionalInt.empty();
  }

  private static RtcpEvent.Feedback feedback(FeedbackMessage feedback) {
    return RtcpEvent.Feedback.newBuilder()
        .setKind(
            switch (feedback.kind()) {
              case NACK -> Kind.KIND_NACK;
              case PLI -> Kind.KIND_PLI;
              case FIR -> Kind.KIND_FIR;
              case REMB -> Kind.KIND_REMB;
              case TRANSPORT_CC -> Kind.KIND_TRANSPORT_CC;
              case TMMBR -> Kind.KIND_TMMBR;
              case TMMBN -> Kind.KIND_TMMBN;
              case SLI -> Kind.KIND_SLI;
              case RPSI -> Kind.KIND_RPSI;
              case OTHER -> Kind.KIND_OTHER;
            })
        .setSenderSsrc(feedback.senderSsrc())
        .addAllTargetSsrc(feedback.targets())
        .addAllRequestedSequenceNumber(feedback.requestedSequenceNumbers())
        .setBitrateBps(Math.max(0, feedback.bitrateBps()))
        .build();
  }

  private static RtcpEvent.SenderReport senderReport(SenderReport report) {
    return RtcpEvent.SenderReport.newBuilder()
        .setSsrc(report.ssrc())
        .setNtpTimestamp(report.ntpTimestamp())
        .setRtpTimestamp(report.rtpTimestamp())
        .setPacketCount((int) report.packetCount())
        .setOctetCount((int) report.octetCount())
        .build();
  }

  private static void add(RtcpEvent.Builder event, int reporter, ReceptionReport block) {
    event.addReceptionReport(
        RtcpEvent.ReceptionReport.newBuilder()
            .setReporterSsrc(reporter)
            .setSsrc(block.ssrc())
            .setFractionLost(block.fractionLost())
            .setCumulativeLost(block.cumulativeLost())
            .setExtendedHighestSequence(block.extendedHighestSequence())
            .setInterarrivalJitter((int) block.interarrivalJitter())
            .setLastSenderReport(block.lastSenderReport())
            .setDelaySinceLastSenderReport((int) block.delaySinceLastSenderReport()));
  }
}
