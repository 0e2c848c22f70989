package io.camvitals.jobs.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.StoredDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamChangeEventsTest {
  private static final long TIME_NS = 1_767_323_040_000_000_000L;
  private final StreamChangeEvents changes = new StreamChangeEvents();

  private static StreamIdentity stream(int ssrc) {
    return StreamIdentity.newBuilder()
        .setVantagePoint(VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("i"))
        .setCameraId("gate")
        .setChannel("rtsp://192.0.2.7/main trackID=1")
        .setSsrc(ssrc)
        .build();
  }

  @ParameterizedTest
  @CsvSource({"KIND_SSRC,ssrc", "KIND_ENDPOINTS,endpoints", "KIND_SESSION,session"})
  void aChangeNamesBothStreams(StreamChangeEvent.Kind kind, String action) throws Exception {
    StreamChangeEvent event =
        StreamChangeEvent.newBuilder()
            .setStream(stream(2))
            .setPrevious(stream(1))
            .setTimeNs(TIME_NS)
            .setKind(kind)
            .setInterruptionNs(1_500_000_000L)
            .setChanges(3)
            .build();
    changes.check(event);
    JsonNode document = new ObjectMapper().readTree(changes.document(event).json());
    StoredDocuments.assertDeclared(DocumentKind.STREAM_CHANGE, document);
    assertThat(document.at("/event/action").asText()).isEqualTo(action);
    assertThat(document.at("/stream/ssrc").asText()).isEqualTo("00000002");
    assertThat(document.at("/stream/channel").asText())
        .isEqualTo("rtsp://192.0.2.7/main trackID=1");
    assertThat(document.at("/stream_change/previous/ssrc").asText()).isEqualTo("00000001");
    assertThat(document.at("/stream_change/previous/id").asText())
        .isEqualTo(StreamKeys.of(stream(1)));
    assertThat(document.at("/stream_change/interruption_ms").asDouble()).isEqualTo(1_500);
    assertThat(document.at("/stream_change/count").asInt()).isEqualTo(3);
  }

  @Test
  void aChangeOfNobodyIsRefused() {
    assertThatThrownBy(() -> changes.check(StreamChangeEvent.getDefaultInstance()))
        .hasMessageContaining("it has no site");
  }

  @Test
  void aGoodbyeIsADocumentOfItsOwn() throws Exception {
    RtcpEvent event =
        RtcpEvent.newBuilder()
            .setStream(stream(1))
            .setArrivalNs(TIME_NS)
            .setBye(true)
            .setByeReason("teardown")
            .build();
    Document document = Goodbyes.document(event, event.toByteArray());
    JsonNode json = StoredDocuments.json(document);
    StoredDocuments.assertDeclared(DocumentKind.STREAM_CHANGE, json);
    assertThat(document.index).isEqualTo("camvitals-stream-change-2026.01.02");
    assertThat(json.at("/event/action").asText()).isEqualTo("goodbye");
    assertThat(json.at("/event/reason").asText()).isEqualTo("teardown");
  }
}
