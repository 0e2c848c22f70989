package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;

import io.camvitals.agent.analyze.html.HtmlWriter;
import io.camvitals.agent.analyze.trace.PacketReference;
import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.RtspDialogueReport.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One RTSP dialogue: its facts, and its requests and answers as a ladder. */
final class HtmlLadder {
  static final int MOST_EXCHANGES = 100;

  private static final int BAD_REQUEST = 400;

  private HtmlLadder() {}

  static void write(
      CaptureReport report, RtspDialogueReport dialogue, boolean open, HtmlWriter html)
      throws IOException {
    html.open("details", "class", "item", "open", open ? "" : null);
    html.open("summary").text((dialogue.url().isEmpty() ? "RTSP" : dialogue.url()) + ' ');
    html.element(
        "span",
        EndpointText.of(dialogue.client())
            + " > "
            + EndpointText.of(dialogue.server())
            + ", "
            + counted(dialogue.requests(), "request")
            + ", "
            + count(dialogue.failures())
            + " failed",
        "class",
        "soft");
    html.close().open("div");
    facts(dialogue, html);
    tracks(dialogue.tracks(), html);
    html.open("div", "class", "ladder");
    html.open("div", "class", "ends");
    html.element("span", "client " + EndpointText.of(dialogue.client()));
    html.element("span", "server " + EndpointText.of(dialogue.server())).close();
    for (Exchange each :
        dialogue.exchanges().subList(0, Math.min(MOST_EXCHANGES, dialogue.exchanges().size()))) {
      exchange(report, dialogue, each, html);
    }
    html.close();
    if (dialogue.requests() > MOST_EXCHANGES) {
      html.element("p", "The first " + MOST_EXCHANGES + " of " + count(dialogue.requests()) + '.');
    }
    html.close().close();
  }

  private static void facts(RtspDialogueReport dialogue, HtmlWriter html) throws IOException {
    html.open("dl");
    fact("Server", dialogue.serverName(), html);
    fact("Client", dialogue.userAgent(), html);
    fact("Played s", decimal(ConnectionTables.playedSeconds(dialogue), 2), html);
    fact(
        "Session time-out",
        dialogue.sessionTimeoutSeconds() == 0 ? "" : dialogue.sessionTimeoutSeconds() + " s",
        html);
    fact("Keep-alives missed", count(dialogue.keepAlivesMissed()), html);
    fact("Unanswered", count(dialogue.unanswered()), html);
    fact("Credentials refused", count(dialogue.authenticationFailures()), html);
    fact("Ended by", dialogue.end(), html);
    fact("Tunnel", dialogue.tunnel(), html);
    html.close();
  }

  private static void fact(String name, String value, HtmlWriter html) throws IOException {
    if (!value.isEmpty()) {
      html.open("div").element("dt", name).element("dd", value).close();
    }
  }

  private static void tracks(List<RtspDialogueReport.Track> tracks, HtmlWriter html)
      throws IOException {
    if (tracks.isEmpty()) {
      return;
    }
    HtmlTable table = new HtmlTable("Track", "Codec", "#Clock rate Hz", "Transport", "Direction");
    for (RtspDialogueReport.Track track : tracks) {
      table
          .row()
          .text(track.media() + ' ' + track.control())
          .text(track.codec().isEmpty() ? "-" : track.codec())
          .number(track.clockRate(), track.clockRate() == 0 ? "-" : count(track.clockRate()))
          .text(track.transport())
          .text(track.backChannel() ? "to the camera" : "from the camera");
    }
    table.write(html);
  }

  private static void exchange(
      CaptureReport report, RtspDialogueReport dialogue, Exchange exchange, HtmlWriter html)
      throws IOException {
    html.element("time", HtmlText.since(exchange.timeNs(), report));
    html.open("div", "class", "lanes");
    html.open("div", "class", "arrow request");
    html.element("b", exchange.method()).text(' ' + exchange.url()).close();
    if (exchange.status() == 0) {
      html.element("div", "no answer was seen", "class", "arrow none");
    } else {
      boolean failed = exchange.status() >= BAD_REQUEST;
      html.open("div", "class", failed ? "arrow answer failed" : "arrow answer");
      html.element("b", exchange.status() + reason(exchange.status()));
      html.text(" after " + ms(exchange.responseTimeNs(), 2) + " ms");
      Optional<PacketReference> packet =
          report
              .connections()
              .moments()
              .answer(dialogue.client(), dialogue.server(), exchange.method(), exchange.timeNs());
      if (packet.isPresent()) {
        html.element("span", ", " + report.place(packet.get()), "class", "soft");
      }
      html.close();
    }
    html.close();
  }

  /** Phrases of RFC 2326 section 7.1.1. */
  private static String reason(int status) {
    return switch (status) {
      case 200 -> " OK";
      case 301 -> " Moved Permanently";
      case 302 -> " Moved Temporarily";
      case 400 -> " Bad Request";
      case 401 -> " Unauthorized";
      case 403 -> " Forbidden";
      case 404 -> " Not Found";
      case 405 -> " Method Not Allowed";
      case 453 -> " Not Enough Bandwidth";
      case 454 -> " Session Not Found";
      case 455 -> " Method Not Valid in This State";
      case 457 -> " Invalid Range";
      case 459 -> " Aggregate Operation Not Allowed";
      case 461 -> " Unsupported Transport";
      case 500 -> " Internal Server Error";
      case 501 -> " Not Implemented";
      case 503 -> " Service Unavailable";
      case 551 -> " Option not supported";
      default -> "";
    };
  }
}
