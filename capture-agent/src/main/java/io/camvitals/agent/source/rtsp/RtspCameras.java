package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.configuration.CameraConfiguration;
import io.camvitals.agent.configuration.RtspConfiguration;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.observe.PublishingConnectionObserver;
import io.camvitals.agent.observe.RtspEvents;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.observe.WallClock;
import io.camvitals.agent.observe.channel.ChannelObservers;
import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.agent.source.socket.SystemUdpSockets;
import io.camvitals.agent.source.socket.UdpSockets;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtsp.RtspClientSession;
import io.camvitals.protocol.rtsp.RtspRetries;
import io.camvitals.protocol.rtsp.RtspSessionSettings;
import io.camvitals.protocol.rtsp.RtspTimeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All cameras of the agent. Which they are may change at any time. */
public final class RtspCameras implements AutoCloseable {
  /** The interface under which the sessions' packets are counted and published. */
  public static final String INTERFACE = "rtsp";

  private static final Logger LOG = LoggerFactory.getLogger(RtspCameras.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);

  private final RtspConfiguration configuration;
  private final VantagePoint vantagePoint;
  private final StreamObservers observers;
  private final EventPublisher publisher;
  private final CaptureCounters counters;
  private final WallClock clock;
  private final UdpSockets sockets;
  private final UdpPairs pairs;
  private final Map<String, RtspSource> sources = new LinkedHashMap<>();
  private List<CameraConfiguration> cameras = List.of();

  /**
   * Opens no camera yet.
   *
   * @param site and agent: of the vantage point
   * @throws IOException when this system gives no UDP sockets
   */
  public RtspCameras(
      String site,
      String agent,
      RtspConfiguration configuration,
      StreamObservers observers,
      EventPublisher publisher,
      CaptureInterfaces interfaces,
      WallClock clock)
      throws IOException {
    this.configuration = configuration;
    this.vantagePoint =
        VantagePoint.newBuilder().setSite(site).setAgent(agent).setInterface(INTERFACE).build();
    this.observers =
        new ChannelObservers(observers, new PublishingConnectionObserver(publisher)::streamChanged);
    this.publisher = publisher;
    this.counters = interfaces.counters(INTERFACE);
    this.clock = clock;
    this.sockets = SystemUdpSockets.open(clock, configuration.receiveBufferBytes());
    this.pairs = new UdpPairs(sockets, counters);
  }

  /** Opens cameras that are new, closes those that are gone, and leaves alone what is as it was. */
  public synchronized void apply(List<CameraConfiguration> wanted) {
    Map<String, CameraConfiguration> enabled = new LinkedHashMap<>();
    for (CameraConfiguration camera : wanted) {
      if (camera.enabled()) {
        enabled.put(camera.id(), camera);
      }
    }
    List<RtspSource> ending = new ArrayList<>();
    for (RtspSource source : List.copyOf(sources.values())) {
      CameraConfiguration camera = source.camera();
      if (!camera.equals(enabled.get(camera.id()))) {
        LOG.info(
            "Camera {} is closed: {}",
            camera.id(),
            enabled.containsKey(camera.id()) ? "its entry changed" : "it is no longer wanted");
        ending.add(sources.remove(camera.id()));
      }
    }
    close(ending);
    for (CameraConfiguration camera : enabled.values()) {
      if (!sources.containsKey(camera.id())) {
        LOG.info("Camera {} is opened: {}", camera.id(), camera.url().display());
        RtspSource source = source(camera);
        sources.put(camera.id(), source);
        source.start();
      }
    }
    cameras = List.copyOf(wanted);
  }

  private RtspSource source(CameraConfiguration camera) {
    String url = camera.url().display();
    CameraProgress progress = new CameraProgress(camera.id(), url, CameraState.CONNECTING);
    CameraSession listener =
        new CameraSession(
            camera,
            counters,
            new RtspEvents(publisher, clock, vantagePoint, camera.id(), url),
            new TrackObservers(vantagePoint, observers, counters),
            progress);
    RtspClientSession session =
        new RtspClientSession(settings(camera), pairs, listener, clock::now, new Random());
    return new RtspSource(camera, session, listener, progress);
  }

  private RtspSessionSettings settings(CameraConfiguration camera) {
    Duration timeout = configuration.timeout();
    RtspTimeouts usual = RtspTimeouts.DEFAULT;
    RtspRetries retries = RtspRetries.DEFAULT;
    return RtspSessionSettings.of(camera.url(), camera.transport())
        .with(
            new RtspTimeouts(
                timeout,
                timeout,
                timeout,
                usual.fallback().compareTo(timeout) < 0 ? usual.fallback() : timeout,
                usual.teardown(),
                usual.receiverReports()))
        .with(
            new RtspRetries(
                FIRST_RETRY,
                configuration.reconnectMaximum(),
                retries.stable(),
                retries.firstAfterRefusal(),
                retries.longestAfterRefusal(),
                retries.redirects()));
  }

  /** Each camera of the configuration, in its order. */
  public synchronized List<CameraStatus> statuses() {
    List<CameraStatus> statuses = new ArrayList<>();
    for (CameraConfiguration camera : cameras) {
      RtspSource source = sources.get(camera.id());
      statuses.add(
          source != null
              ? source.status()
              : new CameraProgress(camera.id(), camera.url().display(), CameraState.DISABLED)
                  .status());
    }
    return statuses;
  }

  private static void close(List<RtspSource> ending) {
    // All at once, so that many take no longer than one.
    ending.forEach(RtspSource::stop);
    ending.forEach(RtspSource::close);
  }

  /** Takes leave of every camera, within two seconds. */
  @Override
  public synchronized void close() throws IOException {
    close(List.copyOf(sources.values()));
    sources.clear();
    sockets.close();
  }
}
