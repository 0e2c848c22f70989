package io.camvitals.agent.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.observe.RecordedEvents;
import io.camvitals.agent.observe.WallClock;
import io.camvitals.agent.publish.PublisherStatus;
import io.camvitals.agent.publish.PublisherStatus.TopicCounts;
import io.camvitals.agent.source.rtsp.CameraState;
import io.camvitals.agent.source.rtsp.CameraStatus;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.CaptureHealth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final CaptureInterfaces interfaces = new CaptureInterfaces();
  private CameraState gate = CameraState.PLAYING;

  private final AgentFacts facts =
      new AgentFacts(
          "dock",
          "agent-7",
          interfaces,
          name -> 2,
          () ->
              new PublisherStatus(
                  true, "", 3, 400, 0, 2, Map.of(Topic.PACKETS, new TopicCounts(10, 6, 1))),
          () ->
              List.of(
                  new CameraStatus(
                      "gate",
                      "rtsp://192.0.2.1/",
                      gate,
                      "udp",
                      Instant.EPOCH,
                      gate == CameraState.PLAYING ? "" : "the camera answered 404",
                      12,
                      1)));

  @BeforeEach
  void count() {
    interfaces.counters("rtsp").accepted();
    interfaces.counters("rtsp").accepted();
    interfaces.counters("rtsp").rejected("too-short");
    interfaces.counters("rtsp").kernelDropped(5);
  }

  private static HttpResponse<String> get(HealthServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void healthTellsOfEachCamera() throws Exception {
    try (HealthServer server = new HealthServer(ANY_PORT, facts)) {
      JsonNode health = new ObjectMapper().readTree(get(server, "/health").body());
      assertThat(health.path("status").asText()).isEqualTo("ok");
      assertThat(health.at("/cameras/0/id").asText()).isEqualTo("gate");
      assertThat(health.at("/cameras/0/state").asText()).isEqualTo("playing");
      assertThat(health.at("/cameras/0/transport").asText()).isEqualTo("udp");
      assertThat(health.at("/cameras/0/packets").asLong()).isEqualTo(12);
      assertThat(health.at("/interfaces/0/packets_seen").asLong()).isEqualTo(3);
      assertThat(health.at("/interfaces/0/packets_rejected/too-short").asLong()).isEqualTo(1);
      assertThat(health.at("/kafka/waiting_records").asLong()).isEqualTo(3);

      gate = CameraState.WAITING;
      health = new ObjectMapper().readTree(get(server, "/health").body());
      assertThat(health.path("status").asText()).isEqualTo("degraded");
      assertThat(health.at("/cameras/0/reason").asText()).isEqualTo("the camera answered 404");
    }
  }

  @Test
  void metricsAreInPrometheusText() throws Exception {
    try (HealthServer server = new HealthServer(ANY_PORT, facts)) {
      HttpResponse<String> metrics = get(server, "/metrics");
      assertThat(metrics.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(metrics.body().lines())
          .contains(
              "# TYPE camvitals_capture_packets_seen_total counter",
              "camvitals_capture_packets_seen_total{interface=\"rtsp\"} 3",
              "camvitals_capture_packets_accepted_total{interface=\"rtsp\"} 2",
              "camvitals_capture_packets_rejected_total{interface=\"rtsp\",reason=\"too-short\"} 1",
              "camvitals_capture_kernel_dropped_total{interface=\"rtsp\"} 5",
              "camvitals_camera_playing{camera=\"gate\"} 1",
              "camvitals_kafka_records_taken_total{topic=\"packets\"} 10",
              "camvitals_kafka_reachable 1");
      assertThat(metrics.body()).contains("process_cpu_seconds_total ");
    }
  }

  @Test
  void otherPathsAreNotFound() throws Exception {
    try (HealthServer server = new HealthServer(ANY_PORT, facts)) {
      assertThat(get(server, "/").statusCode()).isEqualTo(404);
      assertThat(get(server, "/healthy").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPortInUseIsNamedWithWhatToDo() throws Exception {
    try (HealthServer server = new HealthServer(ANY_PORT, facts)) {
      InetSocketAddress taken =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
      assertThatThrownBy(() -> new HealthServer(taken, facts))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(":" + server.port())
          .hasMessageContaining("agent.http_port");
    }
  }

  @Test
  void aHeartbeatHoldsItsEquation() throws Exception {
    RecordedEvents events = new RecordedEvents();
    new HeartbeatPublisher(facts, events, new WallClock()).beat();
    RecordedEvents.Published beat = events.of(Topic.CAPTURE_HEALTH).get(0);
    assertThat(beat.key()).isEqualTo("dock/agent-7/rtsp");
    CaptureHealth health = CaptureHealth.parseFrom(beat.value());
    assertThat(health.getPacketsSeen())
        .isEqualTo(
            health.getPacketsAccepted()
                + health.getPacketsRejectedMap().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(3);
    assertThat(health.getKernelDropped()).isEqualTo(5);
    assertThat(health.getActiveStreams()).isEqualTo(2);
    assertThat(health.getTimeNs()).isGreaterThanOrEqualTo(health.getStartedNs());
  }

  @Test
  void labelsAreEscaped() {
    assertThat(new PrometheusText().gauge("g", "Help.").sample(1.5, "l", "a\"b\\c\nd").toString())
        .isEqualTo("# HELP g Help.\n# TYPE g gauge\ng{l=\"a\\\"b\\\\c\\nd\"} 1.5\n");
  }
}
