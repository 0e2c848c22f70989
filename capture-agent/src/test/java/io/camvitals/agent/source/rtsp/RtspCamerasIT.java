package io.camvitals.agent.source.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.command.FaultyCamera;
import io.camvitals.agent.command.GstRtspServer;
import io.camvitals.agent.configuration.CameraConfiguration;
import io.camvitals.agent.configuration.RtspConfiguration;
import io.camvitals.agent.observe.BatchSettings;
import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.observe.PublishingStreamObservers;
import io.camvitals.agent.observe.RecordedEvents;
import io.camvitals.agent.observe.WallClock;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.RtspEvent.Kind;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.protocol.rtsp.RtspUrl;
import io.camvitals.protocol.rtsp.TransportMode;
import io.camvitals.servers.FreePorts;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent's own sessions with servers that fail, and what is told of it. */
@Timeout(120)
class RtspCamerasIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final RecordedEvents events = new RecordedEvents();
  private final CaptureInterfaces interfaces = new CaptureInterfaces();
  private final PublishingStreamObservers observers =
      new PublishingStreamObservers(
          events, interfaces, new BatchSettings(64, Duration.ofMillis(200)));
  private RtspCameras cameras;

  @BeforeEach
  void open() throws IOException {
    cameras =
        new RtspCameras(
            "dock",
            "agent-7",
            new RtspConfiguration(Duration.ofSeconds(5), Duration.ofSeconds(1), 1 << 20),
            observers,
            events,
            interfaces,
            new WallClock());
  }

  @AfterEach
  void close() throws IOException {
    cameras.close();
    observers.close();
  }

  private void watch(String url, TransportMode transport) {
    cameras.apply(List.of(new CameraConfiguration("gate", RtspUrl.parse(url), transport, true)));
  }

  private List<RtspEvent> told(Kind kind) throws Exception {
    List<RtspEvent> told = new ArrayList<>();
    for (RecordedEvents.Published published : events.of(Topic.RTSP)) {
      RtspEvent event = RtspEvent.parseFrom(published.value());
      if (event.getKind() == kind) {
        told.add(event);
      }
    }
    return told;
  }

  private void awaitToldOf(Kind kind, int times) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told(kind)).hasSizeGreaterThanOrEqualTo(times));
  }

  /** A server that is killed and comes back: the same channels in another session. */
  @Test
  void aServerThatComesBackIsTheSameChannelsInAnotherSession() throws Exception {
    assumeTrue(RequiredTool.gstRtspServer());
    int port = FreePorts.next();
    try (GstRtspServer server = new GstRtspServer(port)) {
      watch(server.url(), TransportMode.TCP);
      awaitToldOf(Kind.KIND_PLAYING, 1);
      await().atMost(PATIENCE).until(() -> events.batches().size() > 20);
      server.kill();
      awaitToldOf(Kind.KIND_RECONNECTING, 1);
    }
    RtspEvent end = told(Kind.KIND_DISCONNECTED).get(0);
    assertThat(end.getSessionNs()).isPositive();
    assertThat(end.getServerName()).containsIgnoringCase("gstreamer");
    assertThat(end.getReason()).isNotEmpty();
    try (GstRtspServer server = new GstRtspServer(port)) {
      assertThat(server.port()).isEqualTo(port);
      await().atMost(PATIENCE).until(() -> events.of(Topic.STREAM_CHANGES).size() >= 2);
    }
    List<StreamChangeEvent> changes = new ArrayList<>();
    for (RecordedEvents.Published published : events.of(Topic.STREAM_CHANGES)) {
      changes.add(StreamChangeEvent.parseFrom(published.value()));
    }
    String url = "rtsp://127.0.0.1:" + port + "/live";
    assertThat(changes)
        .extracting(change -> change.getStream().getChannel())
        .doesNotHaveDuplicates();
    for (StreamChangeEvent change : changes) {
      assertThat(change.getKind()).isEqualTo(StreamChangeEvent.Kind.KIND_SESSION);
      assertThat(change.getStream().getCameraId()).isEqualTo("gate");
      assertThat(change.getStream().getChannel()).startsWith(url + " ");
      assertThat(change.getStream().getRtspUrl()).isEqualTo(url);
      assertThat(change.getStream().getMedia()).isEqualTo(change.getPrevious().getMedia());
      assertThat(change.getInterruptionNs()).isPositive();
      assertThat(change.getChanges()).isEqualTo(1);
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws Exception {
    try (FaultyCamera camera =
        new FaultyCamera(
            "401 Unauthorized\r\nServer: cam/1\r\n"
                + "WWW-Authenticate: Digest realm=\"x\", nonce=\"1\"\r\n\r\n")) {
      watch(camera.url(), TransportMode.TCP);
      awaitToldOf(Kind.KIND_AUTHENTICATION_FAILED, 1);
      awaitToldOf(Kind.KIND_DISCONNECTED, 1);
      assertThat(told(Kind.KIND_EXCHANGE)).extracting(RtspEvent::getStatusCode).contains(401);
      assertThat(told(Kind.KIND_DISCONNECTED).get(0).getSessionNs()).isZero();
      assertThat(told(Kind.KIND_DISCONNECTED).get(0).getServerName()).isEqualTo("cam/1");
      for (RecordedEvents.Published published : events.of(Topic.RTSP)) {
        assertThat(RtspEvent.parseFrom(published.value()).toString()).doesNotContain("hunter2");
      }
    }
  }
}
