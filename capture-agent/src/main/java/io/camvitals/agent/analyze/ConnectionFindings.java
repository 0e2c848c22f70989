package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;

import io.camvitals.agent.analyze.Finding.Severity;
import io.camvitals.agent.analyze.trace.Extreme;
import io.camvitals.agent.analyze.trace.PacketReference;
import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.protocol.tcp.TcpFigures;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What is to be said of TCP connections and of the RTSP spoken in them. */
final class ConnectionFindings {
  private static final double RETRANSMISSION_WARNING = 0.01;
  private static final double RETRANSMISSION_CRITICAL = 0.05;
  private static final int FEW = 3;
  private static final long SLOW_NS = 1_000_000_000L;
  private static final double NS_PER_S = 1e9;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  private final ConnectionMoments moments;
  private final Consumer<Finding> findings;

  private ConnectionFindings(ConnectionMoments moments, Consumer<Finding> findings) {
    this.moments = moments;
    this.findings = findings;
  }

  static void of(ConnectionsReport connections, Consumer<Finding> findings) {
    ConnectionFindings its = new ConnectionFindings(connections.moments(), findings);
    connections.tcp().forEach(its::tcp);
    ConnectionAttempts.of(connections, findings);
    connections.rtsp().forEach(its::rtsp);
  }

  private void tcp(TcpConnectionReport connection) {
    direction(connection, connection.client(), connection.server(), connection.fromClient());
    direction(connection, connection.server(), connection.client(), connection.fromServer());
  }

  private void direction(
      TcpConnectionReport connection, Endpoint sender, Endpoint receiver, TcpFigures figures) {
    double ratio = figures.retransmissionRatio();
    if (figures.dataRetransmissions() > FEW && ratio >= RETRANSMISSION_WARNING) {
      add(
          connection,
          ratio >= RETRANSMISSION_CRITICAL ? Severity.CRITICAL : Severity.WARNING,
          "tcp-retransmissions",
          EndpointText.of(sender)
              + " sent "
              + count(figures.dataRetransmissions())
              + " of "
              + counted(figures.dataSegments(), "segment")
              + " with data again ("
              + decimal(100 * ratio, 1)
              + " %, "
              + count(figures.timeoutRetransmissions() - figures.retransmissionsWithoutData())
              + " after a time-out): packets get lost between it and "
              + EndpointText.of(receiver)
              + ".",
          worst(connection, ConnectionMoments.Worst::retransmissions),
          ratio / RETRANSMISSION_CRITICAL);
    }
    if (figures.stalls() > 0) {
      add(
          connection,
          Severity.WARNING,
          "tcp-stall",
          "Data of "
              + EndpointText.of(sender)
              + " went without an acknowledgement for "
              + decimal(figures.stalledNs() / NS_PER_S, 1)
              + " s in "
              + counted(figures.stalls(), "stall")
              + ".",
          worst(connection, ConnectionMoments.Worst::stalledNs),
          figures.stalledNs() / NS_PER_S);
    }
    if (figures.zeroWindows() > 0) {
      add(
          connection,
          Severity.WARNING,
          "tcp-zero-window",
          EndpointText.of(receiver)
              + " closed its window "
              + (figures.zeroWindows() == 1 ? "once" : count(figures.zeroWindows()) + " times")
              + ", for "
              + ms(figures.zeroWindowNs(), 0)
              + " ms in all: it does not read as fast as "
              + EndpointText.of(sender)
              + " sends.",
          worst(connection, ConnectionMoments.Worst::zeroWindowNs),
          figures.zeroWindowNs() / NS_PER_S);
    }
    if (figures.gapBytes() > 0) {
      add(
          connection,
          Severity.WARNING,
          "capture-gap",
          "The capture misses "
              + counted(figures.gapBytes(), "byte")
              + " that "
              + EndpointText.of(sender)
              + " sent and that were acknowledged: losses of streams in this connection may be the"
              + " capture's.",
          null,
          1);
    }
  }

  private PacketReference worst(
      TcpConnectionReport connection, Function<ConnectionMoments.Worst, Extreme> figure) {
    return moments
        .worstOf(connection.client(), connection.server())
        .map(figure)
        .map(Extreme::packet)
        .orElse(null);
  }

  private void add(
      TcpConnectionReport connection,
      Severity severity,
      String kind,
      String text,
      PacketReference packet,
      double weight) {
    String what = connection.protocol().isEmpty() ? "TCP" : connection.protocol();
    add(connection.client(), connection.server(), severity, kind, text, packet, weight, what);
  }

  private void rtsp(RtspDialogueReport dialogue) {
    if (dialogue.authenticationFailures() > 0) {
      add(
          dialogue,
          Severity.CRITICAL,
          "rtsp-authentication",
          named(dialogue)
              + " refused the credentials "
              + (dialogue.authenticationFailures() == 1
                  ? "once"
                  : count(dialogue.authenticationFailures()) + " times")
              + " (401 to a request with an authorization).",
          packet(dialogue, UNAUTHORIZED),
          dialogue.authenticationFailures());
    }
    long others = dialogue.failures() - dialogue.authenticationFailures();
    if (others > 0) {
      add(
          dialogue,
          Severity.WARNING,
          "rtsp-error",
          named(dialogue)
              + " answered "
              + counted(others, "request")
              + " with an error"
              + dialogue.exchanges().stream()
                  .filter(each -> each.status() >= BAD_REQUEST && each.status() != UNAUTHORIZED)
                  .findFirst()
                  .map(each -> ", first " + each.method() + " with " + each.status())
                  .orElse("")
              + ".",
          packet(dialogue, 0),
          others);
    }
    if (dialogue.unanswered() > 0) {
      add(
          dialogue,
          Severity.WARNING,
          "rtsp-unanswered",
          counted(dialogue.unanswered(), "request") + " got no answer within the capture.",
          dialogue.exchanges().stream()
              .filter(each -> each.status() == 0)
              .findFirst()
              .flatMap(each -> answer(dialogue, each))
              .orElse(null),
          dialogue.unanswered());
    }
    if (dialogue.keepAlivesMissed() > 0) {
      add(
          dialogue,
          Severity.WARNING,
          "rtsp-keep-alive",
          "The client said nothing for a whole session time-out ("
              + (dialogue.sessionTimeoutSeconds() == 0
                  ? "60 s, since none was told"
                  : dialogue.sessionTimeoutSeconds() + " s")
              + "), "
              + counted(dialogue.keepAlivesMissed(), "time")
              + ": the server may end the session.",
          null,
          dialogue.keepAlivesMissed());
    }
    dialogue.exchanges().stream()
        .filter(each -> each.responseTimeNs() >= SLOW_NS)
        .max(Comparator.comparingLong(RtspDialogueReport.Exchange::responseTimeNs))
        .ifPresent(
            slowest ->
                add(
                    dialogue,
                    Severity.NOTE,
                    "rtsp-slow",
                    "The answer to "
                        + slowest.method()
                        + " took "
                        + decimal(slowest.responseTimeNs() / NS_PER_S, 1)
                        + " s.",
                    answer(dialogue, slowest).orElse(null),
                    slowest.responseTimeNs() / NS_PER_S));
  }

  private static String named(RtspDialogueReport dialogue) {
    return "The server"
        + (dialogue.serverName().isEmpty() ? "" : " (" + dialogue.serverName() + ')');
  }

  /**
   * The last answer of that status, for the first 401 is no failure; 0 for another error's first.
   */
  private PacketReference packet(RtspDialogueReport dialogue, int status) {
    PacketReference found = null;
    for (RtspDialogueReport.Exchange each : dialogue.exchanges()) {
      if (status > 0 && each.status() == status) {
        found = answer(dialogue, each).orElse(found);
      } else if (status == 0 && each.status() >= BAD_REQUEST && each.status() != UNAUTHORIZED) {
        return answer(dialogue, each).orElse(null);
      }
    }
    return found;
  }

  private Optional<PacketReference> answer(
      RtspDialogueReport dialogue, RtspDialogueReport.Exchange exchange) {
    return moments.answer(
        dialogue.client(), dialogue.server(), exchange.method(), exchange.timeNs());
  }

  private void add(
      RtspDialogueReport dialogue,
      Severity severity,
      String kind,
      String text,
      PacketReference packet,
      double weight) {
    add(dialogue.client(), dialogue.server(), severity, kind, text, packet, weight, "RTSP");
  }

  private void add(
      Endpoint client,
      Endpoint server,
      Severity severity,
      String kind,
      String text,
      PacketReference packet,
      double weight,
      String what) {
    findings.accept(
        new Finding(
            severity,
            kind,
            Finding.subject(client, server, what),
            text,
            Optional.ofNullable(packet).filter(PacketReference::isKnown),
            Finding.connectionFilter(client, server),
            weight));
  }
}
