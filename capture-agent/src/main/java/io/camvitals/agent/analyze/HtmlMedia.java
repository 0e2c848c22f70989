package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.bitrate;
import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;

import io.camvitals.agent.analyze.html.HtmlWriter;
import io.camvitals.event.StreamKeys;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.clock.SenderClockEstimate;
import io.camvitals.metrics.mpegts.TransportStreamFigure;
import io.camvitals.metrics.rtcp.RtcpFigure;
import java.io.IOException;
import java.util.List;

/** What RTCP told, and the MPEG transport streams, of the page. */
final class HtmlMedia {
  private static final int MOST_ROWS = 2_000;
  private static final double NS_PER_MS = 1e6;

  private HtmlMedia() {}

  static void write(CaptureReport report, HtmlWriter html) throws IOException {
    if (!report.rtcp().isEmpty()) {
      rtcp(report.rtcp(), html);
    }
    if (!report.transportStreams().isEmpty()) {
      transportStreams(report.transportStreams(), html);
    }
  }

  private static void rtcp(List<RtcpReport> reports, HtmlWriter html) throws IOException {
    html.open("section", "id", "rtcp").element("h2", "RTCP");
    html.element(
        "p",
        "What senders and receivers told themselves. Loss and jitter of receivers were measured where"
            + " they are, and stand beside the figures above, which were measured here.");
    HtmlTable table =
        new HtmlTable(
            "Stream's source",
            "SSRC",
            "CNAME",
            "#Packets",
            "#Sender reports",
            "#Receiver reports",
            "#Receivers' lost",
            "#Receivers' loss %",
            "#Receivers' jitter ms",
            "#Max ms",
            "#To receiver ms",
            "#To sender ms",
            "#Clock offset ms",
            "#Drift ppm",
            "#Asked again",
            "#Pictures lost");
    for (RtcpReport rtcp : reports.subList(0, Math.min(MOST_ROWS, reports.size()))) {
      Figures<RtcpFigure> figures = rtcp.figures();
      boolean heard = figures.get(RtcpFigure.REMOTE_EXPECTED) > 0;
      double loss = 100 * RtcpFigure.remoteLossRatio(figures);
      double offset = rtcp.clock().map(clock -> clock.offsetNs() / NS_PER_MS).orElse(Double.NaN);
      double drift = rtcp.clock().map(SenderClockEstimate::driftPpm).orElse(Double.NaN);
      table
          .row()
          .text(EndpointText.of(rtcp.stream().getSource()))
          .text("0x" + StreamKeys.ssrc(rtcp.stream().getSsrc()))
          .text(rtcp.cname())
          .number(rtcp.packets(), count(rtcp.packets()));
      sum(figures, RtcpFigure.SENDER_REPORTS, table);
      sum(figures, RtcpFigure.RECEPTION_REPORTS, table);
      table
          .number(
              heard ? figures.get(RtcpFigure.REMOTE_LOST) : Double.NaN,
              heard ? count(figures.get(RtcpFigure.REMOTE_LOST)) : ReportText.UNKNOWN)
          .number(loss, decimal(loss, 2), loss >= 1);
      mean(figures, RtcpFigure.REMOTE_JITTER_SUM_NS, RtcpFigure.REMOTE_JITTER_REPORTS, table);
      time(figures.get(RtcpFigure.REMOTE_JITTER_MAX_NS), table);
      mean(figures, RtcpFigure.RECEIVER_ROUND_TRIP_SUM_NS, RtcpFigure.RECEIVER_ROUND_TRIPS, table);
      mean(figures, RtcpFigure.SENDER_ROUND_TRIP_SUM_NS, RtcpFigure.SENDER_ROUND_TRIPS, table);
      table.number(offset, decimal(offset, 1)).number(drift, decimal(drift, 1));
      sum(figures, RtcpFigure.NACKED_PACKETS, table);
      sum(figures, RtcpFigure.PICTURE_LOSSES, table);
    }
    table.write(html);
    html.close();
  }

  private static void sum(Figures<RtcpFigure> figures, RtcpFigure figure, HtmlTable table) {
    table.number(figures.get(figure), count(figures.get(figure)));
  }

  private static void mean(
      Figures<RtcpFigure> figures, RtcpFigure sum, RtcpFigure samples, HtmlTable table) {
    time(RtcpFigure.mean(figures, sum, samples), table);
  }

  private static void time(long ns, HtmlTable table) {
    table.number(ns < 0 ? Double.NaN : ns, ms(ns, 2));
  }

  private static void transportStreams(List<TransportStreamReport> streams, HtmlWriter html)
      throws IOException {
    html.open("section", "id", "ts").element("h2", "MPEG transport streams");
    html.element(
        "p",
        "Checks of ETSI TR 101 290, priority 1 and the clock references of priority 2. The delay"
            + " factor (RFC 4445) is meant for streams of constant bit rate.");
    HtmlTable table =
        new HtmlTable(
            "Source",
            "Destination",
            "Over",
            "#Programs",
            "#Packets",
            "#Sync losses",
            "#Continuity errors",
            "#PAT errors",
            "#PMT errors",
            "#PID errors",
            "#Marked damaged",
            "#PCR gaps",
            "#PCR gap max ms",
            "#PCR jitter ms",
            "#Delay factor ms",
            "#Bitrate",
            "#Seconds");
    for (TransportStreamReport stream : streams.subList(0, Math.min(MOST_ROWS, streams.size()))) {
      table
          .row()
          .text(EndpointText.of(stream.identity().getSource()))
          .text(EndpointText.of(stream.identity().getDestination()))
          .text(stream.overRtp() ? "RTP" : "UDP")
          .number(stream.programs().size(), count(stream.programs().size()));
      errors(stream, TransportStreamFigure.PACKETS, false, table);
      errors(stream, TransportStreamFigure.SYNC_LOSSES, true, table);
      errors(stream, TransportStreamFigure.CONTINUITY_ERRORS, true, table);
      errors(stream, TransportStreamFigure.PAT_ERRORS, true, table);
      errors(stream, TransportStreamFigure.PMT_ERRORS, true, table);
      errors(stream, TransportStreamFigure.PID_ERRORS, true, table);
      errors(stream, TransportStreamFigure.TRANSPORT_ERRORS, true, table);
      errors(stream, TransportStreamFigure.PCR_REPETITION_ERRORS, true, table);
      time(stream.figures().get(TransportStreamFigure.PCR_INTERVAL_MAX_NS), table);
      time(stream.figures().get(TransportStreamFigure.PCR_JITTER_MAX_NS), table);
      time(stream.figures().get(TransportStreamFigure.DELAY_FACTOR_MAX_NS), table);
      table
          .number(stream.bitrateBps(), bitrate(stream.bitrateBps()))
          .number(stream.durationSeconds(), decimal(stream.durationSeconds(), 2));
    }
    table.write(html);
    html.close();
  }

  private static void errors(
      TransportStreamReport stream, TransportStreamFigure figure, boolean error, HtmlTable table) {
    long value = stream.figures().get(figure);
    table.number(value, ReportText.count(value), error && value > 0);
  }
}
