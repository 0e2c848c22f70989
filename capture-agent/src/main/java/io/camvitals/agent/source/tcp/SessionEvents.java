package io.camvitals.agent.source.tcp;

import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.RtspEvent.Kind;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.protocol.rtsp.RtspUrl;

/** Tells of an observed session as the agent's own session tells of itself. */
final class SessionEvents {
  private final ConnectionObserver observer;
  private final RtspEvent session;

  SessionEvents(
      ConnectionObserver observer, VantagePoint vantagePoint, Endpoint client, Endpoint server) {
    this.observer = observer;
    this.session =
        RtspEvent.newBuilder()
            .setVantagePoint(vantagePoint)
            .setClient(client)
            .setServer(server)
            .build();
  }

  /** The session's state has changed. */
  void change(Kind kind, SessionFacts facts, String reason, long timeNs) {
    observer.rtsp(event(kind, facts, timeNs).setUrl(facts.url()).setReason(reason).build());
  }

  /** The session has ended, for this reason. */
  void ended(SessionFacts facts, String reason, long timeNs) {
    observer.rtsp(
        event(Kind.KIND_DISCONNECTED, facts, timeNs)
            .setUrl(facts.url())
            .setReason(reason)
            .setSessionNs(Math.max(0, facts.playedNs(timeNs)))
            .setKeepAlivesMissed((int) Math.min(Integer.MAX_VALUE, facts.keepAlivesMissed()))
            .build());
  }

  /**
   * One request with its answer.
   *
   * @param status 0 when no answer came
   * @param responseTimeNs 0 when no answer came
   */
  void exchange(
      RtspRequest request, int status, long timeNs, long responseTimeNs, SessionFacts facts) {
    observer.rtsp(
        event(Kind.KIND_EXCHANGE, facts, timeNs)
            .setMethod(request.method())
            .setUrl(RtspUrl.display(request.uri()))
            .setStatusCode(status)
            .setResponseTimeNs(responseTimeNs)
            .build());
  }

  private RtspEvent.Builder event(Kind kind, SessionFacts facts, long timeNs) {
    return session.toBuilder()
        .setKind(kind)
        .setTimeNs(timeNs)
        .setServerName(facts.serverName())
        .setUserAgent(facts.userAgent())
        .setSessionTimeoutS(facts.timeoutSeconds());
  }
}
