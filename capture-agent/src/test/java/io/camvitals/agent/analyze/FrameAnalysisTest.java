package io.camvitals.agent.analyze;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.protocol.rtp.RtpPacketWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reports say of frames, and of clock rates that nobody told. */
class FrameAnalysisTest {
  /** 640x360, High, level 3.0. */
  private static final byte[] PARAMETERS =
      HexFormat.of().parseHex("6764001eacd940a02ff97011000003000100000300320f162d96");

  private static final byte[] PICTURE_PARAMETERS = {0x68, (byte) 0xeb, (byte) 0xe3, (byte) 0xcb};
  private static final byte[] INTRA = {0x65, (byte) 0x88, 1, 2};
  private static final byte[] INTRA_REST = {0x65, 0x42, 1, 2};
  private static final byte[] PREDICTED = {0x41, (byte) 0x9a, 1};

  @TempDir Path directory;

  private final List<byte[]> packets = new ArrayList<>();
  private int sequence = 65_500;
  private int timestamp;

  private void packet(int payloadType, int rtpTimestamp, boolean marker, byte[] payload) {
    packets.add(
        udpFrame(
            new RtpPacketWriter()
                .payloadType(payloadType)
                .ssrc(0x42)
                .sequenceNumber(sequence++ & 0xffff)
                .timestamp(rtpTimestamp)
                .marker(marker)
                .packet(payload)));
  }

  private void frame(byte[]... payloads) {
    timestamp += 3_600;
    for (int i = 0; i < payloads.length; i++) {
      packet(96, timestamp, i == payloads.length - 1, payloads[i]);
    }
  }

  private void keyFrame() {
    frame(PARAMETERS, PICTURE_PARAMETERS, INTRA, INTRA_REST, INTRA_REST);
  }

  private String report(ReportFormat format) throws Exception {
    // Packets are 20 ms apart.
    Path file =
        Files.write(
            directory.resolve("frames.pcap"), CaptureWriter.pcap(packets.toArray(byte[][]::new)));
    CaptureAnalysis analysis = new CaptureAnalysis(new PayloadTypeClocks(Map.of()), false);
    try (CaptureReader reader = CaptureReader.open(file)) {
      analysis.read(reader);
    }
    StringWriter out = new StringWriter();
    format.write(analysis.report(), out);
    return out.toString();
  }

  private JsonNode stream() throws Exception {
    JsonNode streams = new ObjectMapper().readTree(report(new JsonReport())).path("streams");
    assertThat(streams).hasSize(1);
    return streams.get(0);
  }

  private void video() {
    keyFrame();
    frame(PREDICTED);
    frame(PREDICTED);
    keyFrame();
    packets.remove(packets.size() - 2); // a part of the second key frame is lost
    frame(PREDICTED);
    frame(PREDICTED, PREDICTED);
    keyFrame();
    frame(PREDICTED);
  }

  @Test
  void theDetailsOfPicturesAreInTheJsonReport() throws Exception {
    video();
    JsonNode stream = stream();
    assertThat(stream.path("codec").asText()).isEqualTo("H264");
    assertThat(stream.path("frames").asInt()).isEqualTo(8);
    assertThat(stream.path("key_frames").asInt()).isEqualTo(3);
    assertThat(stream.path("clock_rate_source").asText()).isEqualTo("inferred");
    assertThat(stream.path("clock_rate_evidence").isNull()).isTrue();
    JsonNode details = stream.path("frame_details");
    assertThat(details.path("kind").asText()).isEqualTo("video");
    int keyFrame = PARAMETERS.length + PICTURE_PARAMETERS.length + 3 * INTRA.length;
    assertNumbers(
        details,
        Map.ofEntries(
            Map.entry("intra_frames", 3),
            Map.entry("intra_bytes", 3 * keyFrame - INTRA_REST.length),
            Map.entry("intra_bytes_max", keyFrame),
            Map.entry("predicted_frames", 5),
            Map.entry("predicted_bytes", 6 * PREDICTED.length),
            Map.entry("bipredicted_frames", 0),
            Map.entry("untyped_frames", 0),
            Map.entry("damaged", 1),
            Map.entry("damaged_key_frames", 1),
            Map.entry("spoilt", 2),
            Map.entry("unanchored", 0),
            Map.entry("packets_missing", 1),
            Map.entry("damaged_or_spoilt_by_capture", 0),
            Map.entry("key_frame_interval_mean_ms", 120),
            Map.entry("key_frame_distance_max", 3),
            Map.entry("key_frame_packets_max", 5),
            Map.entry("key_frame_burst_max_ms", 80),
            Map.entry("width", 640),
            Map.entry("height", 360),
            Map.entry("profile", 100),
            Map.entry("level", 30),
            Map.entry("announced_frame_rate", 25),
            Map.entry("format_changes", 0)));
    assertThat(details.path("profile_name").asText()).isEqualTo("High");
    assertThat(details.path("level_name").asText()).isEqualTo("3.0");
    assertThat(details.path("jpeg_quality").isNull()).isTrue();
    assertThat(details.has("media_duration_ms")).isFalse();
  }

  private static void assertNumbers(JsonNode details, Map<String, Integer> expected) {
    expected.forEach(
        (name, number) ->
            assertThat(details.path(name).asDouble(-1)).as(name).isEqualTo((double) number));
  }

  @Test
  void theDetailsOfPicturesAreInWords() throws Exception {
    video();
    assertThat(report(new TableReport(120, true)))
        .contains(
            "  picture       640x360, High 3.0",
            "  frame sizes   3 I of 40 bytes (most 42), 5 P of 3 bytes (most 6)",
            "  key frames    each 0.12 s or 3.0 frames (longest 0.12 s); bursts of 40 bytes in 4"
                + " packets over 73.3 ms (most 42 bytes, 80.0 ms)",
            "  damage        1 frame damaged (1 key frame), 2 spoilt by these");
  }

  @Test
  void aClockRateThatNobodyToldIsInferredAndMeasuresTheJitterOfAllPackets() throws Exception {
    for (int i = 0; i < 200; i++) {
      // 20 ms apart by arrival and by 48 kHz but for one: 5 ms, |D| twice, and 5/16 of a ms.
      packet(111, 960 * i + (i == 3 ? 240 : 0), false, concat(new byte[] {1}));
    }
    JsonNode stream = stream();
    assertThat(stream.path("clock_rate_hz").asInt()).isEqualTo(48_000);
    assertThat(stream.path("clock_rate_source").asText()).isEqualTo("inferred");
    JsonNode evidence = stream.path("clock_rate_evidence");
    assertThat(evidence.path("measured_hz").asDouble()).isBetween(47_950.0, 48_050.0);
    assertThat(evidence.path("lower_hz").asDouble())
        .isLessThanOrEqualTo(evidence.path("measured_hz").asDouble());
    assertThat(evidence.path("timestamps").asInt()).isBetween(16, 200);
    assertThat(evidence.path("span_ms").asDouble()).isBetween(1_500.0, 4_000.0);
    assertThat(evidence.path("jitter_of_all_packets").asBoolean()).isTrue();
    assertThat(stream.path("jitter_max_ms").asDouble())
        .as("it lies before the rate became known")
        .isBetween(0.6, 0.61);
    assertThat(report(new TableReport(120, true)))
        .contains("clock rate 48,000 Hz (inferred: 48,000 measured over ");
  }

  @Test
  void aStreamTooShortToTellItsClockRateHasNone() throws Exception {
    for (int i = 0; i < 70; i++) {
      packet(111, 960 * i, false, new byte[1]);
    }
    assertThat(stream().path("clock_rate_hz").isNull()).isTrue();
    assertThat(stream().path("clock_rate_source").asText()).isEqualTo("unknown");
    assertThat(stream().path("jitter_mean_ms").isNull()).isTrue();
  }
}
