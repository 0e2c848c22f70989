package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.counted;

import com.google.protobuf.ByteString;
import io.camvitals.agent.analyze.Finding.Severity;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.protocol.tcp.TcpFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Attempts to connect that came to nothing (RFC 9293 section 3.5): the client sent SYN and nothing
 * else, and got no answer or a reset. Those of one client to one port are told of together.
 */
final class ConnectionAttempts {
  private static final String CAPTURE_ENDED = "capture-ended";

  private record Place(ByteString client, Endpoint server, boolean refused) {}

  private ConnectionAttempts() {}

  /** Whether nothing but SYN was sent, and nothing but RST, or nothing at all, came back. */
  static boolean isAttempt(TcpConnectionReport connection) {
    TcpFigures asked = connection.fromClient();
    TcpFigures answered = connection.fromServer();
    return asked.syns() > 0
        && asked.syns() == asked.segments()
        && asked.gaps() == 0
        && answered.syns() == 0
        && answered.dataSegments() == 0
        && (answered.segments() == 0 || isReset(connection));
  }

  private static boolean isReset(TcpConnectionReport connection) {
    return connection.end().equals("reset");
  }

  static void of(ConnectionsReport connections, Consumer<Finding> findings) {
    Map<Place, List<TcpConnectionReport>> places = new LinkedHashMap<>();
    for (TcpConnectionReport connection : connections.tcp()) {
      boolean refused = isReset(connection);
      if (isAttempt(connection) && (refused || hadTime(connection))) {
        places
            .computeIfAbsent(
                new Place(connection.client().getAddress(), connection.server(), refused),
                place -> new ArrayList<>())
            .add(connection);
      }
    }
    places.forEach((place, attempts) -> findings.accept(finding(connections, place, attempts)));
  }

  /** One SYN shortly before the capture's end may have been answered later. */
  private static boolean hadTime(TcpConnectionReport connection) {
    return connection.fromClient().syns() > 1 || !connection.end().equals(CAPTURE_ENDED);
  }

  private static Finding finding(
      ConnectionsReport connections, Place place, List<TcpConnectionReport> attempts) {
    TcpConnectionReport first = attempts.get(0);
    long number = attempts.stream().mapToLong(each -> each.fromClient().syns()).sum();
    boolean video = !ConnectionTables.WITHOUT_VIDEO.contains(first.protocol());
    return new Finding(
        video ? Severity.CRITICAL : Severity.NOTE,
        place.refused ? "tcp-refused" : "tcp-no-answer",
        Finding.subject(
            first.client(), place.server, first.protocol().isEmpty() ? "TCP" : first.protocol()),
        counted(number, "attempt")
            + " of "
            + StreamKeys.address(place.client)
            + " to connect to "
            + EndpointText.of(place.server)
            + (place.refused
                ? (number == 1 ? " was" : " were")
                    + " refused (RST to SYN): nothing listens on that port, or something on the"
                    + " way rejects it."
                : " got no answer within the capture (SYN without SYN-ACK or RST): the host is"
                    + " down or not reachable, or its answers do not pass here."),
        connections.moments().attempt(first.client(), first.server()),
        Finding.connectionFilter(first.client(), first.server()),
        number);
  }
}
