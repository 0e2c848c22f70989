package io.camvitals.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
  private static final CameraCounts SENT = new CameraCounts(1_010, 10, 4, 20);

  @TempDir private Path directory;

  @Test
  void onePacketOfDifferenceIsADisagreement() {
    CameraCounts received = new CameraCounts(1_009, 10, 4, 20);
    assertThat(comparison(received, 0, false).disagrees()).isTrue();
    assertThat(report(comparison(received, 0, false)).agrees()).isFalse();
    assertThat(report(comparison(SENT, 0, false)).agrees()).isTrue();
  }

  @Test
  void whatTheAgentMissedOrADeadCameraIsNamedAndNotHeldAgainstTheMeasurement() {
    CameraCounts received = new CameraCounts(1_000, 10, 4, 20);
    assertThat(comparison(received, 10, false).disagrees()).isFalse();
    assertThat(comparison(received, 10, false).excuse())
        .contains("the agent itself missed 10 packets, in 0 windows");
    assertThat(comparison(received, 0, true).disagrees()).isFalse();
  }

  @Test
  void lossRatioIsOfTheExpectedPackets() {
    assertThat(SENT.expected()).isEqualTo(1_000);
    assertThat(SENT.lossRatio()).isEqualTo(0.01);
    assertThat(CameraCounts.NONE.lossRatio()).isZero();
  }

  @Test
  void theReportHasTheShapeThatItsReadersExpect() throws IOException {
    Path file = directory.resolve("new/report.json");
    ObjectMapper mapper = new ObjectMapper();
    report(comparison(SENT, 0, false)).write(file, mapper);
    JsonNode json = mapper.readTree(file.toFile());
    assertThat(json.path("startup_seconds").asDouble()).isEqualTo(31.2);
    JsonNode camera = json.path("cameras").path(0);
    assertThat(camera.path("id").asText()).isEqualTo("cam-1");
    assertThat(camera.path("truth").path("packets_sent").asLong()).isEqualTo(1_010);
    assertThat(camera.path("measured").path("packets").asLong()).isEqualTo(1_010);
    assertThat(camera.path("measured").path("loss_ratio").asDouble()).isEqualTo(0.01);
    assertThat(camera.path("measured").path("jitter_ms").asDouble()).isEqualTo(3.5);
    assertThat(camera.path("measured").path("frame_jitter_ms").isNull()).isTrue();
    assertThat(camera.path("further").path("rtsp_response_ms").asDouble()).isEqualTo(3.25);
    assertThat(camera.path("further").path("clock_offset_ms").isNull()).isTrue();
    assertThat(camera.path("further").path("spoilt_frames").asInt()).isEqualTo(5);
    assertThat(json.path("pipeline").path("freshness_p99_ms").asLong()).isEqualTo(1_900);
    assertThat(json.path("endpoints").path("flink").asText()).isEqualTo("http://127.0.0.1:8081");
  }

  private static CameraComparison comparison(CameraCounts received, long dropped, boolean dead) {
    MeasuredCamera measured =
        new MeasuredCamera(
            "cam-1", 9, received, Set.of("0000000a"), dropped, 0, 3.5, Double.NaN, 4e6, 25);
    return new CameraComparison("cam-1", "udp", List.of("random-loss"), SENT, measured, dead);
  }

  private static DemoReport report(CameraComparison camera) {
    return new DemoReport(
        31.24,
        7,
        List.of(camera),
        Map.of("cam-1", new FurtherVitals(12, 3.25, 40, 7, Double.NaN, 2, 5)),
        9,
        0,
        new Freshness(9, 1_000, 1_900),
        Map.of(),
        Map.of("flink", "http://127.0.0.1:8081"));
  }
}
