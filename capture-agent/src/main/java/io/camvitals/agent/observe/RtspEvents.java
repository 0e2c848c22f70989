package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.RtspEvent.Kind;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtsp.RtspExchange;
import java.net.InetSocketAddress;

/**
 * Publishes what happens in one camera's RTSP session. No text that is passed in may hold
 * credentials. Calls come from one thread at a time.
 */
public final class RtspEvents {
  private final EventPublisher publisher;
  private final WallClock clock;
  private final String cameraId;
  private final RtspEvent session;
  private Endpoint client = Endpoint.getDefaultInstance();
  private Endpoint server = Endpoint.getDefaultInstance();
  private String serverName = "";
  private int timeoutSeconds;
  private long playingSinceNs;

  /**
   * @param url of the camera, without credentials
   */
  public RtspEvents(
      EventPublisher publisher,
      WallClock clock,
      VantagePoint vantagePoint,
      String cameraId,
      String url) {
    this.publisher = publisher;
    this.clock = clock;
    this.cameraId = cameraId;
    this.session =
        RtspEvent.newBuilder()
            .setVantagePoint(vantagePoint)
            .setCameraId(cameraId)
            .setUrl(url)
            .build();
  }

  /** The TCP connection is made. */
  public void connected(InetSocketAddress clientAddress, InetSocketAddress serverAddress) {
    client = Endpoints.of(clientAddress);
    server = Endpoints.of(serverAddress);
    serverName = "";
    timeoutSeconds = 0;
    playingSinceNs = 0;
    change(Kind.KIND_CONNECTED, "");
  }

  /** One request with its answer. */
  public void exchange(RtspExchange exchange) {
    if (!exchange.serverName().isEmpty()) {
      serverName = exchange.serverName();
    }
    if (exchange.sessionTimeoutSeconds() > 0) {
      timeoutSeconds = exchange.sessionTimeoutSeconds();
    }
    publish(
        event(Kind.KIND_EXCHANGE, "")
            .setTimeNs(exchange.timeNs())
            .setMethod(exchange.method())
            .setUrl(exchange.url())
            .setStatusCode(exchange.status())
            .setResponseTimeNs(exchange.responseTimeNs()));
  }

  /** The session's state has changed, for this reason. */
  public void change(Kind kind, String reason) {
    RtspEvent.Builder event = event(kind, reason);
    if (kind == Kind.KIND_PLAYING) {
      playingSinceNs = event.getTimeNs();
    } else if (kind == Kind.KIND_DISCONNECTED) {
      event.setSessionNs(playingSinceNs == 0 ? 0 : Math.max(0, event.getTimeNs() - playingSinceNs));
      playingSinceNs = 0;
    }
    publish(event);
  }

  private RtspEvent.Builder event(Kind kind, String reason) {
    return session.toBuilder()
        .setClient(client)
        .setServer(server)
        .setTimeNs(clock.now())
        .setKind(kind)
        .setReason(reason)
        .setServerName(serverName)
        .setSessionTimeoutS(timeoutSeconds);
  }

  private void publish(RtspEvent.Builder event) {
    publisher.publish(Topic.RTSP, cameraId, event.build().toByteArray());
  }
}
