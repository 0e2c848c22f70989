package io.camvitals.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.DocumentConverter;
import io.camvitals.jobs.document.DocumentIds;
import io.camvitals.jobs.elasticsearch.BulkDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StreamQualityDocumentsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static StreamQuality.Builder window() {
    return StreamQuality.newBuilder()
        .setStream(TestStream.identity("gate", 0x1a2b))
        .setWindowStartNs(TestStream.START_NS)
        .setResolutionNs(StreamQualityFunction.DOCUMENT_NS)
        .setPackets(1_000)
        .setExpected(1_010)
        .setLost(20)
        .setReordered(3)
        .setDuplicates(10)
        .setRestarts(1)
        .setInvalid(2)
        .addAllLossRun(java.util.List.of(5, 0, 0, 0, 0, 0, 0, 0, 0, 1))
        .setBursts(1)
        .setBurstPackets(12)
        .setBurstLost(10)
        .setJitterLastNs(1_500_000)
        .setJitterMeanNs(2_250_000)
        .setJitterMaxNs(9_000_001)
        .setFrameJitterMeanNs(3_000_000)
        .setFrameJitterMaxNs(4_000_000)
        .setInterarrivalMaxNs(40_000_000)
        .setPayloadBytes(1_000_000)
        .setWireBytes(1_054_000)
        .setFrames(250)
        .setKeyFrames(10)
        .setCaptureComplete(true);
  }

  private static JsonNode json(StreamQuality.Builder window) throws IOException {
    return MAPPER.readTree(document(window.build(), 1).source);
  }

  private static Document document(StreamQuality window, long version) {
    return StreamQualityDocuments.document(window, StreamQualityDocuments.builder(window), version);
  }

  @Test
  void aDocumentHoldsTheWholeWindow() throws Exception {
    JsonNode expected =
        MAPPER.readTree(
            """
            {"event": {"kind": "metric", "module": "camvitals", "dataset": "camvitals.stream_quality",
                       "start": "2026-01-02T03:04:00Z", "end": "2026-01-02T03:04:10Z",
                       "duration": 10000000000},
             "@timestamp": "2026-01-02T03:04:00Z",
             "ecs": {"version": "8.17.0"},
             "observer": {"name": "agent-1", "type": "sensor",
                          "ingress": {"interface": {"name": "rtsp"}}},
             "camvitals": {"site": "site-1"},
             "camera": {"id": "gate"},
             "network": {"protocol": "rtp", "transport": "udp", "type": "ipv4"},
             "stream": {"id": "site-1/agent-1/rtsp/udp/192.0.2.7:5000-192.0.2.1:6000/0/00001a2b",
                        "media": "video", "codec": "H264", "ssrc": "00001a2b",
                        "payload_type": 96, "clock_rate": 90000},
             "source": {"ip": "192.0.2.7", "port": 5000},
             "destination": {"ip": "192.0.2.1", "port": 6000},
             "rtp": {"packets": 1000, "unique": 990, "expected": 1010, "reordered": 3,
                     "duplicates": 10, "restarts": 1, "invalid": 2,
                     "payload_bytes": 1000000, "wire_bytes": 1054000,
                     "lost": 20, "loss_ratio": 0.019801980198019802,
                     "burst": {"count": 1, "packets": 12, "lost": 10},
                     "loss_run": {"1": 5, "2": 0, "3": 0, "4": 0, "5": 0, "6": 0, "7": 0, "8": 0,
                                  "9": 0, "10_or_more": 1},
                     "jitter": {"last_ms": 1.5, "mean_ms": 2.25, "max_ms": 9.000001},
                     "frame_jitter": {"mean_ms": 3.0, "max_ms": 4.0},
                     "interarrival": {"max_ms": 40.0},
                     "bitrate_bps": 800000.0, "wire_bitrate_bps": 843200.0, "packet_rate": 100.0},
             "capture": {"complete": true, "dropped": 0},
             "video": {"frames": 250, "key_frames": 10, "frame_rate": 25.0}}
            """);
    assertThat(MAPPER.readTree(json(window()).toString())).isEqualTo(expected);
    BulkDocument document = new DocumentConverter().apply(document(window().build(), 42), null);
    assertThat(document.index()).isEqualTo("camvitals-stream-quality-2026.01.02");
    assertThat(document.version()).isEqualTo(42);
    assertThat(document.id()).matches("[0-9a-f]{32}");
    byte[] sent = document.sourceIngestedAt(Instant.parse("2026-01-02T03:04:11.5Z"));
    assertThat(MAPPER.readTree(sent).at("/event/ingested").asText())
        .isEqualTo("2026-01-02T03:04:11.500Z");
  }

  @Test
  void lossThatMayBeTheAgentsIsNamedMissingAndBlamedOnNobody() throws Exception {
    JsonNode rtp = json(window().setCaptureComplete(false).setCaptureDropped(7)).get("rtp");
    assertThat(rtp.get("missing").asInt()).isEqualTo(20);
    for (String blame : new String[] {"lost", "loss_ratio", "loss_run", "burst"}) {
      assertThat(rtp.has(blame)).as(blame).isFalse();
    }
  }

  @Test
  void ratesAreOfTheTimeInWhichTheStreamWasThere() throws Exception {
    JsonNode late = json(window().setObservedNs(2_500_000_000L));
    assertThat(late.at("/rtp/bitrate_bps").asDouble()).isEqualTo(3_200_000.0);
    assertThat(late.at("/rtp/packet_rate").asDouble()).isEqualTo(400.0);
    assertThat(late.at("/video/frame_rate").asDouble()).isEqualTo(100.0);
    JsonNode tooLate = json(window().setObservedNs(999_999_999L));
    assertThat(tooLate.at("/rtp").has("bitrate_bps")).isFalse();
    assertThat(tooLate.at("/rtp").has("packet_rate")).isFalse();
    assertThat(tooLate.at("/video").has("frame_rate")).isFalse();
    assertThat(tooLate.at("/video/frames").asInt()).isEqualTo(250);
  }

  @Test
  void whatIsNotKnownIsAbsent() throws Exception {
    StreamQuality.Builder bare =
        StreamQuality.newBuilder()
            .setWindowStartNs(TestStream.START_NS)
            .setResolutionNs(StreamQualityFunction.DOCUMENT_NS)
            .setCaptureComplete(true)
            .setStream(
                StreamIdentity.newBuilder()
                    .setVantagePoint(
                        VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("i")));
    JsonNode document = json(bare);
    for (String unknown :
        new String[] {
          "/camera",
          "/source",
          "/destination",
          "/network/transport",
          "/network/type",
          "/stream/media",
          "/stream/codec",
          "/stream/clock_rate",
          "/stream/interleaved_channel",
          "/rtp/jitter",
          "/rtp/frame_jitter",
          "/rtp/interarrival",
          "/rtp/missing",
          "/video"
        }) {
      assertThat(document.at(unknown).isMissingNode()).as(unknown).isTrue();
    }
    assertThat(document.at("/rtp/loss_ratio").asDouble(-1)).isZero();
  }

  @Test
  void anInterleavedStreamOverIpv6SaysSo() throws Exception {
    StreamIdentity.Builder stream =
        TestStream.identity("gate", 1).toBuilder()
            .setTransport(Transport.TRANSPORT_TCP_INTERLEAVED)
            .setInterleavedChannel(2)
            .setMedia("audio")
            .setSource(Endpoint.newBuilder().setAddress(ByteString.copyFrom(new byte[16])))
            .clearDestination();
    JsonNode document = json(window().setStream(stream));
    assertThat(document.at("/network/transport").asText()).isEqualTo("tcp");
    assertThat(document.at("/network/type").asText()).isEqualTo("ipv6");
    assertThat(document.at("/stream/interleaved_channel").asInt()).isEqualTo(2);
    assertThat(document.at("/source/ip").asText()).isEqualTo("0:0:0:0:0:0:0:0");
    assertThat(document.has("video")).isFalse();
  }

  @Test
  void everyFieldOfADocumentIsDeclared() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    collect("", json(window()), names);
    collect("", json(window().setCaptureComplete(false)), names);
    assertThat(names).allMatch(name -> DocumentKind.STREAM_QUALITY.hasField(name));
  }

  private static void collect(String prefix, JsonNode node, TreeSet<String> names) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().isObject()) {
        collect(prefix + field.getKey() + '.', field.getValue(), names);
      } else {
        names.add(prefix + field.getKey());
      }
    }
  }

  @Test
  void theIdDependsOnStreamStartAndResolutionAlone() {
    String id = DocumentIds.ofWindow("a", 1, 2);
    // printf 'a\n1\n2' | sha256sum
    assertThat(id).isEqualTo("3154744a65aa4fd32f9e4b8fd1ab465a");
    assertThat(DocumentIds.ofWindow("a", 12, 2)).isNotEqualTo(id);
    assertThat(DocumentIds.ofWindow("a\n1", 1, 2)).isNotEqualTo(id);
    Document first = document(window().build(), 1);
    Document second = document(window().setLost(0).build(), 2);
    assertThat(first.id).isEqualTo(second.id);
  }
}
