package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;

import io.camvitals.agent.analyze.html.HtmlWriter;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.protocol.tcp.TcpFigures;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The RTSP dialogues and the TCP connections of the page. */
final class HtmlConnections {
  static final int MOST_DIALOGUES = 50;
  static final int MOST_CONNECTIONS = 500;

  private static final int OPEN_AT_FIRST = 2;
  private static final double BAD_RETRANSMISSIONS = 0.01;

  private HtmlConnections() {}

  static void write(CaptureReport report, HtmlWriter html) throws IOException {
    ConnectionsReport connections = report.connections();
    int dialogues = connections.rtsp().size();
    if (dialogues > 0) {
      html.open("section", "id", "rtsp").element("h2", "RTSP");
      for (int i = 0; i < Math.min(MOST_DIALOGUES, dialogues); i++) {
        HtmlLadder.write(report, connections.rtsp().get(i), i < OPEN_AT_FIRST, html);
      }
      if (dialogues > MOST_DIALOGUES) {
        html.element(
            "p",
            counted(dialogues - (long) MOST_DIALOGUES, "more dialogue")
                + ": --format json, or --filter.");
      }
      html.close();
    }
    if (!connections.tcp().isEmpty()) {
      tcp(connections.tcp(), html);
    }
  }

  private static void tcp(List<TcpConnectionReport> connections, HtmlWriter html)
      throws IOException {
    html.open("section", "id", "tcp").element("h2", "TCP connections");
    html.element(
        "p",
        "A line for each direction that carried data, those with most first. Round trips are between"
            + " the place of the capture and the receiver.");
    HtmlTable table =
        new HtmlTable(
            "Sender",
            "Receiver",
            "Protocol",
            "#Bytes",
            "#Segments",
            "#Sent again",
            "#%",
            "#Time-outs",
            "#Needless",
            "#Out of order",
            "#Dup. acks",
            "#Zero window ms",
            "#Stalled ms",
            "#Handshake ms",
            "#Round trip ms",
            "#95 %",
            "#In flight max",
            "#Not captured",
            "#Seconds",
            "End");
    connections.stream()
        .sorted(
            Comparator.comparingLong(
                each -> -Math.max(each.fromClient().bytes(), each.fromServer().bytes())))
        .limit(MOST_CONNECTIONS)
        .forEach(
            each -> {
              boolean fromServer = each.fromServer().bytes() > each.fromClient().bytes();
              direction(each, fromServer, table);
              direction(each, !fromServer, table);
            });
    table.write(html);
    if (connections.size() > MOST_CONNECTIONS) {
      html.element(
          "p",
          counted(connections.size() - (long) MOST_CONNECTIONS, "connection")
              + " with less data: --format json, or --filter.");
    }
    html.close();
  }

  private static void direction(
      TcpConnectionReport connection, boolean fromServer, HtmlTable table) {
    TcpFigures figures = fromServer ? connection.fromServer() : connection.fromClient();
    Endpoint sender = fromServer ? connection.server() : connection.client();
    Endpoint receiver = fromServer ? connection.client() : connection.server();
    if (figures.dataSegments() == 0) {
      return;
    }
    double ratio = figures.retransmissionRatio();
    boolean timed = figures.roundTrips().count() > 0;
    double seconds = (connection.lastNs() - connection.firstNs()) / 1e9;
    table
        .row()
        .text(EndpointText.of(sender))
        .text(EndpointText.of(receiver))
        .text(
            connection.protocol().isEmpty()
                ? "-"
                : connection.protocol() + (connection.protocolByContent() ? "" : " (by port)"))
        .number(figures.bytes(), HtmlText.bytes(figures.bytes()))
        .number(figures.dataSegments(), count(figures.dataSegments()))
        .number(figures.retransmissions(), count(figures.retransmissions()))
        .number(100 * ratio, decimal(100 * ratio, 2), ratio >= BAD_RETRANSMISSIONS)
        .number(figures.timeoutRetransmissions(), count(figures.timeoutRetransmissions()))
        .number(figures.spuriousRetransmissions(), count(figures.spuriousRetransmissions()))
        .number(figures.outOfOrder(), count(figures.outOfOrder()))
        .number(figures.duplicateAcknowledgements(), count(figures.duplicateAcknowledgements()))
        .number(figures.zeroWindowNs(), ms(figures.zeroWindowNs(), 0), figures.zeroWindows() > 0)
        .number(figures.stalledNs(), ms(figures.stalledNs(), 0), figures.stalls() > 0)
        .number(known(connection.handshakeNs()), ms(connection.handshakeNs(), 2))
        .number(
            timed ? figures.roundTrips().meanNs() : Double.NaN,
            timed ? ms(figures.roundTrips().meanNs(), 2) : "-")
        .number(
            timed ? figures.roundTrips().percentileNs(0.95) : Double.NaN,
            timed ? ms(figures.roundTrips().percentileNs(0.95), 2) : "-")
        .number(figures.bytesInFlightMaximum(), HtmlText.bytes(figures.bytesInFlightMaximum()))
        .number(figures.gapBytes(), HtmlText.bytes(figures.gapBytes()), figures.gapBytes() > 0)
        .number(seconds, decimal(seconds, 2))
        .text(connection.end());
  }

  private static double known(long ns) {
    return ns < 0 ? Double.NaN : ns;
  }
}
