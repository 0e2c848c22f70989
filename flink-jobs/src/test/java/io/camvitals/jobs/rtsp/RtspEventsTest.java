package io.camvitals.jobs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.DeadLetter;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.StoredDocuments;
import io.camvitals.jobs.event.EventDocumentsFunction;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordIntake;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtspEventsTest {
  private static final long TIME_NS = 1_767_323_040_123_456_789L;
  private OneInputStreamOperatorTestHarness<KafkaRecord, Document> job;

  @BeforeEach
  void open() throws Exception {
    job =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new EventDocumentsFunction<>(new RtspEvents())));
    job.open();
  }

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  private static RtspEvent.Builder event(RtspEvent.Kind kind) {
    return RtspEvent.newBuilder()
        .setVantagePoint(VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("rtsp"))
        .setCameraId("gate")
        .setClient(Endpoint.newBuilder().setPort(40_000))
        .setServer(Endpoint.newBuilder().setPort(554))
        .setTimeNs(TIME_NS)
        .setUrl("rtsp://192.0.2.7/main")
        .setKind(kind);
  }

  private List<Document> take(byte[]... values) throws Exception {
    for (byte[] value : values) {
      job.processElement(new KafkaRecord(null, value, "rtsp", 0, 0), 0);
    }
    return job.extractOutputValues();
  }

  private JsonNode one(RtspEvent.Builder event) throws Exception {
    JsonNode document = StoredDocuments.json(take(event.build().toByteArray()).get(0));
    StoredDocuments.assertDeclared(DocumentKind.RTSP, document);
    return document;
  }

  @Test
  void aRequestIsTalkedOfWithItsAnswer() throws Exception {
    JsonNode document =
        one(
            event(RtspEvent.Kind.KIND_EXCHANGE)
                .setMethod("DESCRIBE")
                .setStatusCode(200)
                .setResponseTimeNs(12_500_000)
                .setServerName("Cam/1.0")
                .setUserAgent("recorder"));
    assertThat(document.at("/event/kind").asText()).isEqualTo("event");
    assertThat(document.at("/event/action").asText()).isEqualTo("exchange");
    assertThat(document.at("/event/outcome").asText()).isEqualTo("success");
    assertThat(document.at("/event/duration").asLong()).isEqualTo(12_500_000);
    assertThat(document.at("/@timestamp").asText()).isEqualTo("2026-01-02T03:04:00.123456789Z");
    assertThat(document.at("/rtsp/method").asText()).isEqualTo("DESCRIBE");
    assertThat(document.at("/rtsp/status_code").asInt()).isEqualTo(200);
    assertThat(document.at("/rtsp/response_time_ms").asDouble()).isEqualTo(12.5);
    assertThat(document.at("/rtsp/server_name").asText()).isEqualTo("Cam/1.0");
    assertThat(document.at("/user_agent/original").asText()).isEqualTo("recorder");
    assertThat(document.at("/camera/id").asText()).isEqualTo("gate");
  }

  @ParameterizedTest
  @CsvSource({"200,success", "302,success", "401,unknown", "404,failure", "0,failure"})
  void theOutcomeOfARequest(int status, String outcome) throws Exception {
    JsonNode document =
        one(event(RtspEvent.Kind.KIND_EXCHANGE).setMethod("PLAY").setStatusCode(status));
    assertThat(document.at("/event/outcome").asText()).isEqualTo(outcome);
    assertThat(document.at("/rtsp/answered").asBoolean()).isEqualTo(status != 0);
    assertThat(document.at("/rtsp").has("response_time_ms")).isEqualTo(status != 0);
  }

  @Test
  void theEndOfASessionTellsItsLength() throws Exception {
    JsonNode document =
        one(
            event(RtspEvent.Kind.KIND_DISCONNECTED)
                .setReason("the server closed the connection")
                .setSessionNs(60_000_000_000L)
                .setSessionTimeoutS(60)
                .setKeepAlivesMissed(2));
    assertThat(document.at("/rtsp/session_ms").asDouble()).isEqualTo(60_000);
    assertThat(document.at("/rtsp/keep_alives_missed").asInt()).isEqualTo(2);
    assertThat(document.at("/rtsp/session_timeout_s").asInt()).isEqualTo(60);
    assertThat(document.at("/event/reason").asText()).isEqualTo("the server closed the connection");
    assertThat(document.at("/rtsp").has("answered")).isFalse();
  }

  @Test
  void anEventThatComesTwiceHasOneIdAndAnotherOneHasAnother() throws Exception {
    byte[] connected = event(RtspEvent.Kind.KIND_CONNECTED).build().toByteArray();
    byte[] playing = event(RtspEvent.Kind.KIND_PLAYING).build().toByteArray();
    assertThat(StoredDocuments.byId(take(connected, connected, playing))).hasSize(2);
  }

  @Test
  void badRecordsAreDeadLetters() throws Exception {
    assertThat(
            take(
                null,
                new byte[] {1, 2, 3},
                new byte[0],
                event(RtspEvent.Kind.KIND_CONNECTED).setTimeNs(-1).build().toByteArray(),
                event(RtspEvent.Kind.KIND_EXCHANGE).setStatusCode(-1).build().toByteArray(),
                event(RtspEvent.Kind.KIND_EXCHANGE).setResponseTimeNs(-1).build().toByteArray()))
        .isEmpty();
    for (var letter : job.getSideOutput(RecordIntake.DEAD_LETTERS)) {
      assertThat(DeadLetter.parseFrom(letter.getValue()).getStage()).isEqualTo("rtsp");
    }
    assertThat(job.getSideOutput(RecordIntake.DEAD_LETTERS)).hasSize(6);
  }
}
