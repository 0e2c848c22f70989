package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.UNKNOWN;
import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;
import static io.camvitals.agent.analyze.TextTable.Column.left;
import static io.camvitals.agent.analyze.TextTable.Column.right;

import io.camvitals.event.StreamKeys;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.clock.SenderClockEstimate;
import io.camvitals.metrics.rtcp.RtcpFigure;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * What senders and receivers told of the streams by RTCP, a line each. REMOTE is what receivers
 * measured; the clock is the sender's against the capture's.
 */
final class RtcpTable {
  private static final double NS_PER_MS = 1e6;

  private static final TextTable<RtcpReport> TABLE =
      new TextTable<>(
          List.of(
              left("RTCP OF", 0, rtcp -> EndpointText.of(rtcp.stream().getSource())),
              left("SSRC", 0, rtcp -> StreamKeys.ssrc(rtcp.stream().getSsrc())),
              left("CNAME", 4, RtcpReport::cname),
              right("SENDER REPORTS", 5, rtcp -> sum(rtcp, RtcpFigure.SENDER_REPORTS)),
              right("RECEIVER REPORTS", 3, rtcp -> sum(rtcp, RtcpFigure.RECEPTION_REPORTS)),
              right("REMOTE LOST", 1, RtcpTable::remoteLost),
              right("REMOTE LOSS %", 0, RtcpTable::remoteLoss),
              right("REMOTE JITTER ms", 1, RtcpTable::remoteJitter),
              right("TO RECEIVER ms", 3, RtcpTable::receiverRoundTrip),
              right("TO SENDER ms", 6, RtcpTable::senderRoundTrip),
              right("CLOCK OFFSET ms", 2, RtcpTable::clockOffset),
              right("DRIFT ppm", 4, RtcpTable::drift)));

  private RtcpTable() {}

  static void write(List<RtcpReport> reports, int width, Writer out) throws IOException {
    if (!reports.isEmpty()) {
      TABLE.write(reports, width, out);
      out.write('\n');
    }
  }

  private static String sum(RtcpReport rtcp, RtcpFigure figure) {
    return count(rtcp.figures().get(figure));
  }

  private static boolean isReceiverKnown(RtcpReport rtcp) {
    return rtcp.figures().get(RtcpFigure.REMOTE_EXPECTED) > 0;
  }

  private static String remoteLost(RtcpReport rtcp) {
    return isReceiverKnown(rtcp) ? sum(rtcp, RtcpFigure.REMOTE_LOST) : UNKNOWN;
  }

  private static String remoteLoss(RtcpReport rtcp) {
    return decimal(100 * RtcpFigure.remoteLossRatio(rtcp.figures()), 2);
  }

  private static String remoteJitter(RtcpReport rtcp) {
    return mean(rtcp, RtcpFigure.REMOTE_JITTER_SUM_NS, RtcpFigure.REMOTE_JITTER_REPORTS);
  }

  private static String receiverRoundTrip(RtcpReport rtcp) {
    return mean(rtcp, RtcpFigure.RECEIVER_ROUND_TRIP_SUM_NS, RtcpFigure.RECEIVER_ROUND_TRIPS);
  }

  private static String senderRoundTrip(RtcpReport rtcp) {
    return mean(rtcp, RtcpFigure.SENDER_ROUND_TRIP_SUM_NS, RtcpFigure.SENDER_ROUND_TRIPS);
  }

  private static String mean(RtcpReport rtcp, RtcpFigure sum, RtcpFigure samples) {
    Figures<RtcpFigure> figures = rtcp.figures();
    return ms(RtcpFigure.mean(figures, sum, samples), 3);
  }

  private static String clockOffset(RtcpReport rtcp) {
    return rtcp.clock().map(clock -> decimal(clock.offsetNs() / NS_PER_MS, 1)).orElse(UNKNOWN);
  }

  private static String drift(RtcpReport rtcp) {
    return decimal(rtcp.clock().map(SenderClockEstimate::driftPpm).orElse(Double.NaN), 1);
  }
}
