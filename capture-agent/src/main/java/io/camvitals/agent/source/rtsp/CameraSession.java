package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.configuration.CameraConfiguration;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.RtspEvents;
import io.camvitals.agent.observe.TrackObserver;
import io.camvitals.event.v1.RtspEvent.Kind;
import io.camvitals.protocol.rtsp.RtspExchange;
import io.camvitals.protocol.rtsp.RtspParseError;
import io.camvitals.protocol.rtsp.RtspSessionListener;
import io.camvitals.protocol.rtsp.RtspTrack;
import io.camvitals.protocol.rtsp.TrackTransport;
import io.camvitals.protocol.sdp.SessionDescription;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one camera's session: its tracks, its events, its state. Called by its thread. */
final class CameraSession implements RtspSessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(CameraSession.class);
  private static final int INTERLEAVED_FRAMING = 4;

  private final String id;
  private final String url;
  private final CaptureCounters counters;
  private final RtspEvents events;
  private final TrackObservers trackObservers;
  private final CameraProgress progress;
  private final Map<Integer, TrackObserver> tracks = new ConcurrentHashMap<>();
  private boolean connected;
  private int lastStatus;
  private String loggedReason = "";
  private String reason = "";

  CameraSession(
      CameraConfiguration camera,
      CaptureCounters counters,
      RtspEvents events,
      TrackObservers trackObservers,
      CameraProgress progress) {
    this.id = camera.id();
    this.url = camera.url().display();
    this.counters = counters;
    this.events = events;
    this.trackObservers = trackObservers;
    this.progress = progress;
  }

  @Override
  public void connected(InetSocketAddress client, InetSocketAddress server) {
    connected = true;
    progress.enter(CameraState.CONNECTING, "", "");
    events.connected(client, server);
  }

  @Override
  public void exchange(RtspExchange exchange) {
    lastStatus = exchange.status();
    events.exchange(exchange);
  }

  @Override
  public void described(SessionDescription description) {
    // What matters of it comes with the tracks.
  }

  @Override
  public void playing(List<RtspTrack> playing) {
    String transport = "";
    for (RtspTrack track : playing) {
      TrackObserver observer = trackObservers.open(id, url, track);
      tracks.put(track.index(), observer);
      transport = track.transport() instanceof TrackTransport.Udp ? "udp" : "tcp";
    }
    loggedReason = "";
    progress.play(transport, tracks.values());
    events.change(Kind.KIND_PLAYING, "");
    LOG.info("Camera {} plays over {}: {}", id, transport, describe(playing));
  }

  private static String describe(List<RtspTrack> tracks) {
    return String.join(
        ", ",
        tracks.stream()
            .map(
                track ->
                    track.media() + " " + (track.codec().isEmpty() ? "unknown" : track.codec()))
            .toList());
  }

  @Override
  public void rtp(RtspTrack track, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    TrackObserver observer = tracks.get(track.index());
    if (observer != null) {
      observer.rtp(buffer, offset, length, arrivalNs, length + INTERLEAVED_FRAMING);
    }
  }

  @Override
  public void rtcp(RtspTrack track, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    TrackObserver observer = tracks.get(track.index());
    if (observer != null) {
      observer.rtcp(buffer, offset, length, arrivalNs);
    }
  }

  @Override
  public void malformed(RtspParseError error) {
    counters.rejected("not-rtsp");
  }

  @Override
  public void frameDropped(int channel, int length) {
    counters.rejected("unexpected-channel");
  }

  @Override
  public void authenticationFailed(String why) {
    events.change(Kind.KIND_AUTHENTICATION_FAILED, why);
  }

  @Override
  public void disconnected(String why) {
    reason = why;
    closeTracks();
    progress.enter(CameraState.WAITING, "", why);
    events.change(Kind.KIND_DISCONNECTED, why);
  }

  @Override
  public void reconnecting(Duration delay) {
    events.change(Kind.KIND_RECONNECTING, reason);
    if (!reason.equals(loggedReason)) {
      loggedReason = reason;
      LOG.warn(
          "Camera {} does not play: {}; {}; next attempt in {} s",
          id,
          reason,
          SessionAdvice.of(connected, lastStatus),
          String.format("%.1f", delay.toMillis() / 1e3));
    }
    connected = false;
    lastStatus = 0;
  }

  @Override
  public void internalError(RuntimeException error) {
    LOG.error("Camera {}: a fault of the agent; the others go on", id, error);
  }

  /** Ends the tracks' streams; may be called again, from any thread. */
  void closeTracks() {
    tracks.values().forEach(TrackObserver::close);
    progress.forgetTracks();
    tracks.clear();
  }
}
