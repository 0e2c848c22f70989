package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.bitrate;
import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;
import static io.camvitals.agent.analyze.TextTable.Column.left;
import static io.camvitals.agent.analyze.TextTable.Column.right;

import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.protocol.tcp.TcpFigures;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * TCP connections that carry video, or may, and the RTSP dialogues, a line each. A connection's
 * figures are those of the direction with more data, which {@code DATA FROM} names.
 */
final class ConnectionTables {
  /** As many connections and dialogues are shown; the JSON report has more. */
  static final int MOST = 10;

  /** Everything speaks these, cameras' web pages too; the empty one is the unknown. */
  static final Set<String> WITHOUT_VIDEO = Set.of("", "http", "tls", "sip", "onvif");

  private static final double NS_PER_S = 1e9;

  /** Of less no bitrate is told. */
  private static final double SHORTEST_RATE_S = 0.1;

  private static final int FEWEST_RATE_SEGMENTS = 3;

  private static final TextTable<TcpConnectionReport> CONNECTIONS =
      new TextTable<>(
          List.of(
              left("TCP CLIENT", 0, connection -> EndpointText.of(connection.client())),
              left("SERVER", 0, connection -> EndpointText.of(connection.server())),
              left("PROTOCOL", 1, ConnectionTables::protocol),
              left("DATA FROM", 4, ConnectionTables::sender),
              right("SEGMENTS", 5, connection -> count(figures(connection).dataSegments())),
              right("RETRANS", 0, connection -> count(figures(connection).retransmissions())),
              right("RETRANS %", 2, ConnectionTables::retransmitted),
              right("OUT OF ORDER", 8, connection -> count(figures(connection).outOfOrder())),
              right(
                  "DUP ACKS",
                  9,
                  connection -> count(figures(connection).duplicateAcknowledgements())),
              right("ZERO WINDOW ms", 7, connection -> ms(figures(connection).zeroWindowNs(), 0)),
              right("STALLED ms", 6, connection -> ms(figures(connection).stalledNs(), 0)),
              right("RTT ms", 3, connection -> ms(roundTripNs(connection), 1)),
              right("NOT CAPTURED", 10, connection -> count(figures(connection).gapBytes())),
              right("BITRATE", 4, ConnectionTables::rate),
              right("SECONDS", 7, connection -> decimal(seconds(connection), 2)),
              left("END", 5, TcpConnectionReport::end)));

  private static final TextTable<RtspDialogueReport> DIALOGUES =
      new TextTable<>(
          List.of(
              left("RTSP CLIENT", 3, dialogue -> EndpointText.of(dialogue.client())),
              left("URL", 0, RtspDialogueReport::url),
              left("SERVER", 5, RtspDialogueReport::serverName),
              right("REQUESTS", 1, dialogue -> count(dialogue.requests())),
              right("FAILED", 0, dialogue -> count(dialogue.failures())),
              right("REFUSED", 2, dialogue -> count(dialogue.authenticationFailures())),
              right("UNANSWERED", 2, dialogue -> count(dialogue.unanswered())),
              right("SLOWEST ms", 1, dialogue -> ms(slowestNs(dialogue), 1)),
              right("PLAYED s", 3, dialogue -> decimal(playedSeconds(dialogue), 2)),
              left("END", 4, RtspDialogueReport::end)));

  private ConnectionTables() {}

  static void write(ConnectionsReport connections, int width, Writer out) throws IOException {
    List<RtspDialogueReport> dialogues = connections.rtsp();
    if (!dialogues.isEmpty()) {
      DIALOGUES.write(dialogues.stream().limit(MOST).toList(), width, out);
      more(dialogues.size() - MOST + connections.rtspNotListed(), "RTSP dialogues", out);
    }
    List<TcpConnectionReport> tcp =
        connections.tcp().stream()
            .filter(connection -> !WITHOUT_VIDEO.contains(connection.protocol()))
            .filter(connection -> figures(connection).dataSegments() > 0)
            .sorted(Comparator.comparingLong(connection -> -figures(connection).bytes()))
            .toList();
    if (!tcp.isEmpty()) {
      CONNECTIONS.write(tcp.stream().limit(MOST).toList(), width, out);
      more(tcp.size() - MOST, "TCP connections with less data", out);
    }
    if (connections.tcpNotListed() > 0) {
      out.write(
          "Of "
              + count(connections.tcp().size() + connections.tcpNotListed())
              + " TCP connections the "
              + count(connections.tcp().size())
              + " with most data are told of.\n\n");
    }
  }

  private static void more(long number, String what, Writer out) throws IOException {
    if (number > 0) {
      out.write("(" + count(number) + " more " + what + "; --format json lists them)\n");
    }
    out.write('\n');
  }

  private static TcpFigures figures(TcpConnectionReport connection) {
    return isFromClient(connection) ? connection.fromClient() : connection.fromServer();
  }

  private static boolean isFromClient(TcpConnectionReport connection) {
    return connection.fromClient().bytes() > connection.fromServer().bytes();
  }

  private static String sender(TcpConnectionReport connection) {
    return isFromClient(connection) ? "client" : "server";
  }

  /** A protocol that only the port tells of is in question. */
  private static String protocol(TcpConnectionReport connection) {
    return connection.protocol() + (connection.protocolByContent() ? "" : "?");
  }

  private static String retransmitted(TcpConnectionReport connection) {
    return decimal(100 * figures(connection).retransmissionRatio(), 2);
  }

  private static long roundTripNs(TcpConnectionReport connection) {
    var roundTrips = figures(connection).roundTrips();
    return roundTrips.count() == 0 ? -1 : roundTrips.meanNs();
  }

  private static String rate(TcpConnectionReport connection) {
    double seconds = seconds(connection);
    boolean enough =
        seconds >= SHORTEST_RATE_S && figures(connection).dataSegments() >= FEWEST_RATE_SEGMENTS;
    return bitrate(enough ? 8 * figures(connection).bytes() / seconds : Double.NaN);
  }

  /** NaN when one moment is all that was seen. */
  private static double seconds(TcpConnectionReport connection) {
    long lastedNs = connection.lastNs() - connection.firstNs();
    return lastedNs == 0 ? Double.NaN : lastedNs / NS_PER_S;
  }

  /** NaN when it is not known. */
  static double playedSeconds(RtspDialogueReport dialogue) {
    return dialogue.playedNs() < 0 ? Double.NaN : dialogue.playedNs() / NS_PER_S;
  }

  private static long slowestNs(RtspDialogueReport dialogue) {
    return dialogue.exchanges().stream()
        .mapToLong(RtspDialogueReport.Exchange::responseTimeNs)
        .max()
        .orElse(-1);
  }
}
