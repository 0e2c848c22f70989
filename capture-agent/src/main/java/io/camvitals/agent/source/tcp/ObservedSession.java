package io.camvitals.agent.source.tcp;

import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.source.signal.Addresses.Address;
import io.camvitals.agent.source.signal.SignalledTrack;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.RtspEvent.Kind;
import io.camvitals.protocol.rtp.PacketKind;
import io.camvitals.protocol.rtsp.RtpRtcpPair;
import io.camvitals.protocol.rtsp.RtspMethod;
import io.camvitals.protocol.rtsp.RtspParseError;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.protocol.rtsp.RtspResponse;
import io.camvitals.protocol.rtsp.RtspStatus;
import io.camvitals.protocol.rtsp.RtspUrl;
import io.camvitals.protocol.rtsp.TransportHeader;
import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.nio.ByteBuffer;

/**
 * One RTSP dialogue on the wire with what is interleaved in it. The endpoints are 0 and 1; which of
 * them is the client is known from the handshake, or else from who asks and who sends media.
 */
final class ObservedSession {
  /** Clients count their requests from 0, 1 or 2. */
  private static final int FIRST_NUMBERS = 2;

  private final ObservationContext context;
  private final Endpoint[] endpoints;
  private final Address[] addresses;
  private final String tunnel;
  private final RtspSpeaker[] speakers = {new RtspSpeaker(this, 0), new RtspSpeaker(this, 1)};
  private final InterleavedTracks tracks;
  private final ExchangeLog log = new ExchangeLog();
  private final SessionFacts facts = new SessionFacts();
  private final boolean[] finished = new boolean[2];
  private int client;
  private boolean clientKnown;
  private boolean beginningSeen;
  private SetupReader setups;
  private SessionEvents events;
  private boolean tornDown;
  private int closedBy = -1;
  private String end = "";
  private long firstNs;
  private long lastNs;

  /**
   * @param endpoints and their addresses, by index
   * @param client index of the endpoint that opened the connection; -1 when that is not known
   * @param tunnel "http", or empty
   */
  ObservedSession(
      ObservationContext context,
      Endpoint[] endpoints,
      Address[] addresses,
      int client,
      String tunnel) {
    this.context = context;
    this.endpoints = endpoints;
    this.addresses = addresses;
    this.tunnel = tunnel;
    this.tracks = new InterleavedTracks(context, endpoints);
    this.clientKnown = client >= 0;
    this.beginningSeen = clientKnown;
    this.client = Math.max(0, client);
  }

  /** This endpoint's bytes begin within the connection. */
  void search(int endpoint) {
    speakers[endpoint].search();
  }

  void bytes(int endpoint, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (hasEnded()) {
      return;
    }
    lastNs = Math.max(lastNs, arrivalNs);
    speakers[endpoint].bytes(buffer, offset, length, arrivalNs);
  }

  void gap(int endpoint, long length, long arrivalNs) {
    if (hasEnded()) {
      return;
    }
    // First: a frame that the gap cuts came before it.
    speakers[endpoint].gap(length, arrivalNs);
    tracks.gap(endpoint);
  }

  /** That something is over may be noticed long after the last of it was seen. */
  private long seenBy(long arrivalNs) {
    return lastNs == 0 ? arrivalNs : Math.min(lastNs, arrivalNs);
  }

  /**
   * This endpoint sends nothing more. The session ends when neither does; one in a tunnel when the
   * server does not, for the client's requests come in connections of their own.
   */
  void end(int endpoint, End why, long arrivalNs) {
    finished[endpoint] = true;
    if (closedBy < 0 && why == End.FINISHED) {
      closedBy = endpoint;
    }
    boolean over = finished[1] && (finished[0] || !tunnel.isEmpty());
    if (over && end.isEmpty()) {
      close(why, arrivalNs);
    }
  }

  /** Nobody follows it any more, whether its connections have ended or not. */
  void abandon(End why) {
    if (!hasEnded()) {
      close(why, lastNs);
    }
  }

  private void close(End why, long arrivalNs) {
    for (RtspSpeaker speaker : speakers) {
      speaker.end(seenBy(arrivalNs));
    }
    end = reason(why);
    tracks.close();
    if (!hasContent()) {
      return;
    }
    log.end().forEach(left -> events.exchange(left.request(), 0, left.timeNs(), 0, facts));
    // Of what came later nothing is known, however long the capture went on.
    lastNs = Math.max(lastNs, facts.media().lastNs());
    facts.ended();
    events.ended(facts, end, lastNs);
    context.connections().rtspClosed(report());
  }

  private String reason(End why) {
    if (tornDown) {
      return "teardown";
    }
    if (closedBy >= 0 && (why == End.FINISHED || why == End.RESET)) {
      return closedBy == client ? "closed-by-client" : "closed-by-server";
    }
    return why.reason();
  }

  /** Whether nothing more is to come. */
  boolean hasEnded() {
    return !end.isEmpty();
  }

  /** Whether a message or a frame was found. */
  boolean hasContent() {
    return events != null;
  }

  /** Index of the client. */
  int client() {
    return client;
  }

  /** The session's URL, for people; empty when no request was seen. */
  String url() {
    return facts.url();
  }

  int retainedBytes() {
    return speakers[0].retainedBytes() + speakers[1].retainedBytes();
  }

  /** Packets that the capture lost and that may have been of any of the tracks. */
  void captureDropped(long packets) {
    tracks.captureDropped(packets);
  }

  void request(int endpoint, RtspRequest request, long arrivalNs) {
    beginningSeen |= !hasContent() && isFirst(request);
    begin(endpoint, arrivalNs);
    if (endpoint != client) {
      // A server may ask too (RFC 2326 section 10); its requests are rare and tell nothing more.
      return;
    }
    facts.client();
    facts.request(request);
    log.request(request, arrivalNs);
    switch (request.method()) {
      case RtspMethod.DESCRIBE -> facts.setUrl(RtspUrl.display(request.uri()));
      case RtspMethod.ANNOUNCE -> {
        facts.setUrl(RtspUrl.display(request.uri()));
        setups.described(request, request, true, arrivalNs);
      }
      case RtspMethod.SETUP -> tornDown = false;
      case RtspMethod.TEARDOWN -> tornDown = true;
      default -> {}
    }
    if (facts.url().isEmpty()) {
      facts.setUrl(RtspUrl.display(request.uri()));
    }
  }

  /** Whether a client begins so: in no session yet, and not to keep one alive. */
  private static boolean isFirst(RtspRequest request) {
    if (request.header("Session").isPresent()) {
      return false;
    }
    return switch (request.method()) {
      case RtspMethod.DESCRIBE, RtspMethod.ANNOUNCE, RtspMethod.SETUP -> true;
      case RtspMethod.OPTIONS -> request.cSeq().orElse(Integer.MAX_VALUE) <= FIRST_NUMBERS;
      default -> false;
    };
  }

  void response(int endpoint, RtspResponse response, long firstByteNs, long arrivalNs) {
    begin(1 - endpoint, arrivalNs);
    if (endpoint == client) {
      return;
    }
    facts.response(response);
    ExchangeLog.Pending asked = log.response(response, firstByteNs);
    if (asked == null) {
      return;
    }
    RtspRequest request = asked.request();
    if (response.status() < RtspStatus.MOVED_PERMANENTLY) {
      succeeded(request, response, arrivalNs);
    }
    events.exchange(
        request,
        response.status(),
        asked.timeNs(),
        Math.max(0, firstByteNs - asked.timeNs()),
        facts);
    boolean authorized = request.header("Authorization").isPresent();
    if (response.status() == RtspStatus.UNAUTHORIZED
        && ExchangeLog.isRefused(response, authorized)) {
      events.change(
          Kind.KIND_AUTHENTICATION_FAILED,
          facts,
          request.method() + " answered with 401 although it carried an authorization",
          arrivalNs);
    }
  }

  private void succeeded(RtspRequest request, RtspResponse response, long arrivalNs) {
    switch (request.method()) {
      case RtspMethod.DESCRIBE -> setups.described(response, request, false, arrivalNs);
      case RtspMethod.SETUP -> setups.setUp(request, response, this::announce, arrivalNs);
      case RtspMethod.PLAY, RtspMethod.RECORD -> {
        if (!facts.isPlaying()) {
          facts.playing(arrivalNs);
          events.change(Kind.KIND_PLAYING, facts, "", arrivalNs);
        }
      }
      default -> {}
    }
  }

  private void announce(boolean fromClient, TransportHeader transport, SignalledTrack track) {
    RtpRtcpPair channels = transport.interleaved().orElse(null);
    if (channels != null) {
      tracks.announce(fromClient ? client : 1 - client, channels, track);
    }
  }

  void frame(
      int endpoint,
      int channel,
      ByteBuffer buffer,
      int offset,
      int captured,
      int length,
      long arrivalNs) {
    begin(1 - endpoint, arrivalNs);
    boolean fromClient = endpoint == client;
    if (fromClient) {
      facts.client();
    }
    if (captured > 1 && PacketKind.of(buffer, offset, captured) == PacketKind.RTP) {
      facts.media(arrivalNs);
    }
    tracks.frame(endpoint, channel, buffer, offset, captured, length, arrivalNs, fromClient);
  }

  void malformed(RtspParseError error) {
    // What is open at the end of a capture is no fault.
    if (error.reason() != RtspParseError.Reason.CUT_SHORT) {
      context.frames().rejected("not-rtsp");
    }
  }

  /** The first message or frame: now it is known to be RTSP, and who is the client. */
  private void begin(int probableClient, long arrivalNs) {
    lastNs = Math.max(lastNs, arrivalNs);
    if (events != null) {
      return;
    }
    firstNs = arrivalNs;
    if (!clientKnown) {
      client = probableClient;
      clientKnown = true;
    }
    setups =
        new SetupReader(
            context.signalling().flows(), facts.media(), addresses[client], addresses[1 - client]);
    events =
        new SessionEvents(
            context.connections(),
            context.vantagePoint(),
            endpoints[client],
            endpoints[1 - client]);
    if (beginningSeen) {
      events.change(Kind.KIND_CONNECTED, facts, "", arrivalNs);
    } else {
      facts.joined();
    }
  }

  private RtspDialogueReport report() {
    return new RtspDialogueReport(
        endpoints[client],
        endpoints[1 - client],
        tunnel,
        facts.url(),
        facts.serverName(),
        facts.userAgent(),
        firstNs,
        lastNs,
        log.exchanges(),
        log.requests(),
        log.unanswered(),
        log.failures(),
        log.authenticationFailures(),
        facts.timeoutSeconds(),
        facts.playedNs(lastNs),
        facts.keepAlivesMissed(),
        end,
        setups.arranged());
  }
}
