package io.camvitals.jobs.tcp;

import static io.camvitals.jobs.tcp.TestConnection.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.jobs.document.StoredDocuments;
import io.camvitals.jobs.window.DocumentsHarness;
import io.camvitals.jobs.window.WindowDocumentsFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpWindowsTest {
  private final TestConnection connection = new TestConnection(40_000);
  private DocumentsHarness job;

  @BeforeEach
  void open() throws Exception {
    job = new DocumentsHarness(new TcpWindows(), null);
  }

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  private void take(TcpEvent event) throws Exception {
    job.take(connection.key(), event.toByteArray());
  }

  private List<TcpEvent> seconds(int from, int to) {
    List<TcpEvent> seconds = new ArrayList<>();
    for (int second = from; second < to; second++) {
      seconds.add(connection.second(second).build());
    }
    return seconds;
  }

  @Test
  void aWindowIsGivenOutWithItsLastSecondAndHoldsTheSumOfAll() throws Exception {
    List<TcpEvent> seconds = seconds(0, 10);
    for (TcpEvent second : seconds.subList(0, 9)) {
      take(second);
    }
    assertThat(job.documents()).isEmpty();
    take(seconds.get(9));
    assertThat(job.documents()).hasSize(1);
    assertThat(job.documents().get(0).index).isEqualTo("camvitals-tcp-connection-2026.01.02");
    JsonNode document = StoredDocuments.json(job.documents().get(0));
    StoredDocuments.assertDeclared(DocumentKind.TCP_CONNECTION, document);
    assertThat(document.at("/tcp/id").asText()).isEqualTo(connection.key());
    assertThat(document.at("/tcp/seconds").asInt()).isEqualTo(10);
    assertThat(document.at("/network/protocol").asText()).isEqualTo("rtsp");
    assertThat(document.at("/url/full").asText()).isEqualTo("rtsp://192.0.2.7/main");
    assertThat(document.at("/client/port").asInt()).isEqualTo(40_000);
    assertThat(document.at("/server/ip").asText()).isEqualTo("192.0.2.7");
    assertThat(document.at("/event/duration").asLong()).isEqualTo(10 * SECOND);
    JsonNode sent = document.at("/tcp/from_server");
    assertThat(sent.get("bytes").asLong())
        .isEqualTo(seconds.stream().mapToLong(s -> s.getFromServer().getBytes()).sum());
    assertThat(sent.get("bitrate_bps").asDouble())
        .isEqualTo(seconds.stream().mapToLong(s -> s.getFromServer().getBytes()).sum() * 8 / 10.0);
    assertThat(sent.get("retransmissions").asLong())
        .isEqualTo(
            seconds.stream()
                .mapToLong(
                    s ->
                        s.getFromServer().getFastRetransmissions()
                            + s.getFromServer().getTimeoutRetransmissions())
                .sum());
    assertThat(sent.get("stalled_ms").asDouble())
        .isCloseTo(
            seconds.stream().mapToLong(s -> s.getFromServer().getStalledNs()).sum() / 1e6,
            within(1e-6));
    assertThat(sent.at("/round_trip/min_ms").asDouble())
        .isEqualTo(
            seconds.stream().mapToLong(s -> s.getFromServer().getRoundTripMinNs()).min().orElse(0)
                / 1e6);
    assertThat(sent.at("/round_trip/p95_max_ms").asDouble())
        .isEqualTo(
            seconds.stream().mapToLong(s -> s.getFromServer().getRoundTripP95Ns()).max().orElse(0)
                / 1e6);
    double weighted =
        seconds.stream()
            .mapToDouble(
                s ->
                    (double) s.getFromServer().getRoundTripMeanNs()
                        * s.getFromServer().getRoundTrips())
            .sum();
    long trips = seconds.stream().mapToLong(s -> s.getFromServer().getRoundTrips()).sum();
    assertThat(sent.at("/round_trip/mean_ms").asDouble())
        .isCloseTo(weighted / trips / 1e6, within(1e-4));
  }

  @Test
  void secondsThatAreMissingDelayNothing() throws Exception {
    take(connection.second(3).build());
    take(connection.second(14).build());
    assertThat(job.documents()).hasSize(1);
    assertThat(StoredDocuments.json(job.documents().get(0)).at("/tcp/seconds").asInt())
        .isEqualTo(1);
  }

  @Test
  void aSecondThatComesLateIsAddedUnderTheSameIdWithAHigherVersion() throws Exception {
    for (int second : new int[] {0, 1, 12, 2}) {
      take(connection.second(second).build());
    }
    assertThat(job.documents()).hasSize(2);
    assertThat(job.documents().get(1).id).isEqualTo(job.documents().get(0).id);
    assertThat(job.documents().get(1).version).isGreaterThan(job.documents().get(0).version);
    assertThat(StoredDocuments.byTime(job.documents()).get(0).at("/tcp/seconds").asInt())
        .isEqualTo(3);
  }

  @Test
  void aSecondThatComesTwiceCountsOnce() throws Exception {
    for (TcpEvent second : seconds(0, 5)) {
      take(second);
      take(second);
    }
    take(connection.second(9).build());
    assertThat(StoredDocuments.json(job.documents().get(0)).at("/tcp/seconds").asInt())
        .isEqualTo(6);
  }

  @Test
  void theEndOfAConnectionGivesItsWindowOutAtOnce() throws Exception {
    take(connection.second(0).setServerHandshakeNs(2_500_000).build());
    take(connection.second(1).setEnd("reset").build());
    JsonNode document = StoredDocuments.json(job.documents().get(0));
    assertThat(document.at("/tcp/end").asText()).isEqualTo("reset");
    assertThat(document.at("/tcp/server_handshake_ms").asDouble()).isEqualTo(2.5);
  }

  @Test
  void aConnectionThatFallsSilentIsGivenOutAndForgottenInTheEnd() throws Exception {
    take(connection.second(0).build());
    job.passMs(WindowDocumentsFunction.SILENCE_MS - 1);
    assertThat(job.documents()).isEmpty();
    job.passMs(1);
    assertThat(job.documents()).hasSize(1);
    job.passMs(WindowDocumentsFunction.FORGET_MS);
    assertThat(job.states()).isZero();
    assertThat(job.timers()).isZero();
  }

  @Test
  void whatTheAgentMissedIsSaid() throws Exception {
    TcpEvent.Builder second = connection.second(9);
    second.getFromServerBuilder().setGaps(1).setGapBytes(1_448);
    take(second.build());
    JsonNode document = StoredDocuments.json(job.documents().get(0));
    assertThat(document.at("/capture/complete").asBoolean()).isFalse();
    assertThat(document.at("/tcp/from_server/gap_bytes").asInt()).isEqualTo(1_448);
  }

  private JsonNode sent(int dataSegments, int again, int withoutData) throws Exception {
    TcpEvent.Builder second = connection.second(9);
    second
        .getFromServerBuilder()
        .setDataSegments(dataSegments)
        .setFastRetransmissions(0)
        .setTimeoutRetransmissions(again)
        .setRetransmissionsWithoutData(withoutData);
    try (DocumentsHarness one = new DocumentsHarness(new TcpWindows(), null)) {
      one.take(connection.key(), second.build().toByteArray());
      return StoredDocuments.json(one.documents().get(0)).at("/tcp/from_server");
    }
  }

  @Test
  void aSynThatIsSentAgainIsNoLossOfData() throws Exception {
    assertThat(sent(0, 5, 5).get("retransmissions").asInt()).isEqualTo(5);
    assertThat(sent(0, 5, 5).has("retransmission_ratio")).isFalse();
    assertThat(sent(4, 6, 5).get("retransmission_ratio").asDouble()).isEqualTo(0.25);
    // As agents wrote it that do not tell the two apart.
    assertThat(sent(4, 6, 0).has("retransmission_ratio")).isFalse();
  }

  @Test
  void anAgentWhoseClockIsSetBackIsMeasuredFromThenOn() throws Exception {
    take(connection.second(1_000).build());
    for (TcpEvent second : seconds(0, 10)) {
      take(second);
    }
    assertThat(StoredDocuments.byTime(job.documents())).hasSize(2);
    assertThat(StoredDocuments.byTime(job.documents()).get(0).at("/tcp/seconds").asInt())
        .isEqualTo(10);
  }

  @Test
  void badRecordsAreDeadLettersThatNameTheStage() throws Exception {
    job.take(connection.key(), null);
    job.take(connection.key(), new byte[] {1, 2, 3});
    job.take("another", connection.second(0).build().toByteArray());
    job.take(null, connection.second(0).build().toByteArray());
    take(connection.second(0).setWindowNs(0).build());
    take(connection.second(0).setWindowStartNs(-1).build());
    take(connection.second(9).build());
    assertThat(job.deadLetters()).hasSize(6).allMatch(l -> l.getStage().equals("tcp-connection"));
    assertThat(job.documents()).hasSize(1);
  }

  @Test
  void aRestoredJobEndsWithTheSameDocuments() throws Exception {
    List<TcpEvent> story = seconds(0, 40);
    Random random = new Random(5);
    for (int i = 0; i < 30; i++) {
      // Late within some seconds.
      int at = random.nextInt(story.size() - 3);
      java.util.Collections.swap(story, at, at + 3);
    }
    OperatorSubtaskState checkpoint = null;
    for (int i = 0; i < story.size(); i++) {
      if (i == 23) {
        checkpoint = job.snapshot();
      }
      take(story.get(i));
    }
    try (DocumentsHarness restored = new DocumentsHarness(new TcpWindows(), checkpoint)) {
      for (TcpEvent event : story.subList(23, story.size())) {
        restored.take(connection.key(), event.toByteArray());
      }
      restored.passMs(10_000);
      job.passMs(10_000);
      var expected = StoredDocuments.byId(job.documents());
      assertThat(expected).hasSize(4);
      StoredDocuments.byId(restored.documents())
          .forEach((id, json) -> assertThat(json).isEqualTo(expected.get(id)));
    }
  }
}
