package io.camvitals.agent.observe;

import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.protocol.rtcp.DelaySinceLastReceiverReport;
import io.camvitals.protocol.rtcp.ExtendedReport;
import io.camvitals.protocol.rtcp.ExtendedReportBlock;
import io.camvitals.protocol.rtcp.PacketReceiptTimes;
import io.camvitals.protocol.rtcp.ReceiverReferenceTime;
import io.camvitals.protocol.rtcp.RunLengthReport;
import io.camvitals.protocol.rtcp.StatisticsSummary;
import io.camvitals.protocol.rtcp.VoipMetrics;

/** Adds what an extended report tells to the event of its compound. */
final class ExtendedReportEvents {
  private ExtendedReportEvents() {}

  static void add(ExtendedReport report, RtcpEvent.Builder event) {
    int reporter = report.ssrc();
    for (ExtendedReportBlock block : report.blocks()) {
      if (block instanceof ReceiverReferenceTime time) {
        event.addReceiverReferenceTime(
            RtcpEvent.ReceiverReferenceTime.newBuilder()
                .setReporterSsrc(reporter)
                .setNtpTimestamp(time.ntpTimestamp()));
      } else if (block instanceof DelaySinceLastReceiverReport delays) {
        for (DelaySinceLastReceiverReport.Answer answer : delays.answers()) {
          event.addDelaySinceLastReceiverReport(
              RtcpEvent.DelaySinceLastReceiverReport.newBuilder()
                  .setReporterSsrc(reporter)
                  .setReceiverSsrc(answer.ssrc())
                  .setLastReceiverReport(answer.lastReceiverReference())
                  .setDelaySinceLastReceiverReport((int) answer.delaySinceLastReceiverReference()));
        }
      } else if (block instanceof StatisticsSummary summary) {
        event.addStatisticsSummary(of(reporter, summary));
      } else if (block instanceof RunLengthReport runs) {
        event.addRunLengthReport(of(reporter, runs));
      } else if (block instanceof VoipMetrics metrics) {
        event.addVoipMetrics(of(reporter, metrics));
      } else if (block instanceof PacketReceiptTimes times) {
        event.addPacketReceiptTimes(
            RtcpEvent.PacketReceiptTimes.newBuilder()
                .setReporterSsrc(reporter)
                .setSsrc(times.ssrc())
                .setBeginSequence(times.beginSequence())
                .setEndSequence(times.endSequence())
                .setThinning(times.thinning())
                .addAllTime(times.times()));
      }
    }
  }

  private static RtcpEvent.StatisticsSummary of(int reporter, StatisticsSummary summary) {
    RtcpEvent.StatisticsSummary.Builder told =
        RtcpEvent.StatisticsSummary.newBuilder()
            .setReporterSsrc(reporter)
            .setSsrc(summary.ssrc())
            .setBeginSequence(summary.beginSequence())
            .setEndSequence(summary.endSequence());
    if (summary.has(StatisticsSummary.LOST)) {
      told.setLost((int) summary.lost());
    }
    if (summary.has(StatisticsSummary.DUPLICATES)) {
      told.setDuplicates((int) summary.duplicates());
    }
    if (summary.has(StatisticsSummary.JITTER)) {
      told.setJitterMin((int) summary.minimumJitter())
          .setJitterMax((int) summary.maximumJitter())
          .setJitterMean((int) summary.meanJitter())
          .setJitterDeviation((int) summary.jitterDeviation());
    }
    return told.build();
  }

  private static RtcpEvent.RunLengthReport of(int reporter, RunLengthReport runs) {
    return RtcpEvent.RunLengthReport.newBuilder()
        .setReporterSsrc(reporter)
        .setSsrc(runs.ssrc())
        .setBeginSequence(runs.beginSequence())
        .setEndSequence(runs.endSequence())
        .setThinning(runs.thinning())
        .setDuplicates(runs.blockType() == RunLengthReport.DUPLICATE)
        .setPackets(runs.clearCount())
        .addAllChunk(runs.chunks())
        .build();
  }

  private static RtcpEvent.VoipMetrics of(int reporter, VoipMetrics metrics) {
    RtcpEvent.VoipMetrics.Builder told =
        RtcpEvent.VoipMetrics.newBuilder()
            .setReporterSsrc(reporter)
            .setSsrc(metrics.ssrc())
            .setLossRate(metrics.lossRate())
            .setDiscardRate(metrics.discardRate())
            .setBurstDensity(metrics.burstDensity())
            .setGapDensity(metrics.gapDensity())
            .setBurstDurationMs(metrics.burstDurationMs())
            .setGapDurationMs(metrics.gapDurationMs())
            .setRoundTripDelayMs(metrics.roundTripDelayMs())
            .setEndSystemDelayMs(metrics.endSystemDelayMs())
            .setGmin(metrics.gmin())
            .setJitterBufferNominalMs(metrics.jitterBufferNominalMs())
            .setJitterBufferMaximumMs(metrics.jitterBufferMaximumMs())
            .setJitterBufferAbsoluteMaximumMs(metrics.jitterBufferAbsoluteMaximumMs());
    if (isAvailable(metrics.signalLevel())) {
      told.setSignalLevel(metrics.signalLevel());
    }
    if (isAvailable(metrics.noiseLevel())) {
      told.setNoiseLevel(metrics.noiseLevel());
    }
    if (isAvailable(metrics.residualEchoReturnLoss())) {
      told.setResidualEchoReturnLoss(metrics.residualEchoReturnLoss());
    }
    if (isAvailable(metrics.rFactor())) {
      told.setRFactor(metrics.rFactor());
    }
    if (isAvailable(metrics.externalRFactor())) {
      told.setExternalRFactor(metrics.externalRFactor());
    }
    if (isAvailable(metrics.mosListening())) {
      told.setMosListening(metrics.mosListening());
    }
    if (isAvailable(metrics.mosConversational())) {
      told.setMosConversational(metrics.mosConversational());
    }
    return told.build();
  }

  private static boolean isAvailable(int value) {
    return value != VoipMetrics.UNAVAILABLE;
  }
}
