package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.Extreme;
import io.camvitals.agent.analyze.trace.PacketNumbers;
import io.camvitals.agent.analyze.trace.PacketReference;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.TcpDirection;
import io.camvitals.event.v1.TcpEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the worst of each TCP connection was, and which packets answered RTSP requests; at most
 * {@value #MOST} of each.
 */
final class ConnectionMoments {
  private static final int MOST = 10_000;

  private final PacketNumbers numbers;
  private final Map<Ends, Worst> worst = new HashMap<>();
  private final Map<Request, PacketReference> answers = new HashMap<>();
  private final Map<Ends, PacketReference> attempts = new HashMap<>();

  private record Ends(Endpoint client, Endpoint server) {}

  private record Request(Endpoint client, Endpoint server, String method, long timeNs) {}

  /** The worst seconds of a connection, each with the packet at its beginning. */
  static final class Worst {
    private final Extreme retransmissions = new Extreme();
    private final Extreme stalledNs = new Extreme();
    private final Extreme zeroWindowNs = new Extreme();

    /** Segments sent again in the second with most of them. */
    Extreme retransmissions() {
      return retransmissions;
    }

    /** Time within a second that nothing was acknowledged. */
    Extreme stalledNs() {
      return stalledNs;
    }

    /** Time within a second that a receiver's window was closed. */
    Extreme zeroWindowNs() {
      return zeroWindowNs;
    }
  }

  ConnectionMoments(PacketNumbers numbers) {
    this.numbers = numbers;
  }

  /** One second of a connection. */
  void second(TcpEvent event) {
    long again = again(event.getFromClient()) + again(event.getFromServer());
    long stalledNs = event.getFromClient().getStalledNs() + event.getFromServer().getStalledNs();
    long closedNs =
        event.getFromClient().getZeroWindowNs() + event.getFromServer().getZeroWindowNs();
    if (again + stalledNs + closedNs == 0) {
      return;
    }
    Worst its = worst(event.getClient(), event.getServer());
    if (its == null) {
      if (worst.size() >= MOST) {
        return;
      }
      its = new Worst();
      worst.put(new Ends(event.getClient(), event.getServer()), its);
    }
    PacketReference since = numbers.since(event.getWindowStartNs());
    note(its.retransmissions, again, since);
    note(its.stalledNs, stalledNs, since);
    note(its.zeroWindowNs, closedNs, since);
  }

  private static long again(TcpDirection direction) {
    return direction.getFastRetransmissions()
        + direction.getTimeoutRetransmissions()
        - direction.getRetransmissionsWithoutData();
  }

  private static void note(Extreme extreme, long value, PacketReference since) {
    if (value > 0) {
      extreme.note(value, since);
    }
  }

  private Worst worst(Endpoint client, Endpoint server) {
    Worst known = worst.get(new Ends(client, server));
    // Who is the client may have become known later.
    return known == null ? worst.get(new Ends(server, client)) : known;
  }

  /** A request with its answer, whose packet is the one at hand. */
  void rtsp(RtspEvent event) {
    if (event.getKind() == RtspEvent.Kind.KIND_EXCHANGE && answers.size() < MOST) {
      answers.putIfAbsent(
          new Request(event.getClient(), event.getServer(), event.getMethod(), event.getTimeNs()),
          event.getStatusCode() == 0 ? numbers.at(event.getTimeNs()) : numbers.current());
    }
  }

  /** A connection that came to nothing is followed no more. */
  void attempted(TcpConnectionReport attempt) {
    if (attempts.size() < MOST) {
      attempts.putIfAbsent(
          new Ends(attempt.client(), attempt.server()), numbers.at(attempt.firstNs()));
    }
  }

  /** The first segment of a connection that came to nothing; empty when it is not remembered. */
  Optional<PacketReference> attempt(Endpoint client, Endpoint server) {
    return Optional.ofNullable(attempts.get(new Ends(client, server)))
        .filter(PacketReference::isKnown);
  }

  /** The worst seconds of a connection; empty when none was bad. */
  Optional<Worst> worstOf(Endpoint client, Endpoint server) {
    return Optional.ofNullable(worst(client, server));
  }

  /**
   * The packet that answered a request; the request's own when nothing did.
   *
   * @param timeNs arrival of the request
   */
  Optional<PacketReference> answer(Endpoint client, Endpoint server, String method, long timeNs) {
    return Optional.ofNullable(answers.get(new Request(client, server, method, timeNs)))
        .filter(PacketReference::isKnown);
  }
}
