package io.camvitals.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.CaptureHealth;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.document.StoredDocuments;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.window.DocumentsHarness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CaptureHealthTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long STARTED_NS = 1_767_323_040_000_000_000L;

  private static CaptureHealth.Builder beat(String interfaceName, int second) {
    return CaptureHealth.newBuilder()
        .setVantagePoint(
            VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface(interfaceName))
        .setStartedNs(STARTED_NS)
        .setTimeNs(STARTED_NS + second * SECOND)
        .setPacketsSeen(110L * second)
        .setPacketsAccepted(100L * second)
        .putPacketsRejected("not-rtp", 10L * second)
        .setActiveStreams(second);
  }

  @Test
  void aWindowHoldsWhatItsHeartbeatsSaidAnew() throws Exception {
    try (DocumentsHarness job = new DocumentsHarness(new CaptureHealthWindows(), null)) {
      for (int second = 1; second <= 21; second++) {
        byte[] beat =
            beat("eth0", second)
                .setKernelDropped(second >= 12 ? 40 : 0)
                .setQueueRecords(second == 13 ? 7 : 1)
                .setNotCapturing(second == 14)
                .build()
                .toByteArray();
        job.take("s/a/eth0", beat).take("s/a/eth0", beat);
      }
      List<JsonNode> documents = StoredDocuments.byTime(job.documents());
      assertThat(documents).hasSize(2);
      documents.forEach(d -> StoredDocuments.assertDeclared(DocumentKind.CAPTURE_HEALTH, d));
      assertThat(documents.get(0).at("/health/packets_seen").asInt()).isEqualTo(9 * 110);
      JsonNode second = documents.get(1).get("health");
      assertThat(second.get("packets_seen").asInt()).isEqualTo(10 * 110);
      assertThat(second.get("packets_rejected").asInt()).isEqualTo(100);
      assertThat(second.at("/rejected/not-rtp").asInt()).isEqualTo(100);
      assertThat(second.get("kernel_dropped").asInt()).isEqualTo(40);
      assertThat(second.get("queue_records_max").asInt()).isEqualTo(7);
      assertThat(second.get("active_streams").asInt()).isEqualTo(19);
      assertThat(second.get("capturing").asBoolean()).isFalse();
      assertThat(documents.get(0).at("/health/capturing").asBoolean()).isTrue();
    }
  }

  @Test
  void anAgentThatIsStartedAgainCountsFromItsBeginningAndAnUnknownPastIsNotClaimed()
      throws Exception {
    try (DocumentsHarness job = new DocumentsHarness(new CaptureHealthWindows(), null)) {
      job.take("s/a/eth0", beat("eth0", 1_000).build().toByteArray());
      job.take("s/a/eth0", beat("eth0", 1_001).build().toByteArray());
      job.take(
          "s/a/eth0",
          beat("eth0", 1)
              .setStartedNs(STARTED_NS + 1_002 * SECOND)
              .setTimeNs(STARTED_NS + 1_003 * SECOND)
              .build()
              .toByteArray());
      job.passMs(3_000);
      JsonNode health = StoredDocuments.byTime(job.documents()).get(0).get("health");
      assertThat(health.get("packets_seen").asInt()).isEqualTo(2 * 110);
    }
  }

  @Test
  void heartbeatsInAWrongOrderNeverCountTwice() throws Exception {
    try (DocumentsHarness job = new DocumentsHarness(new CaptureHealthWindows(), null)) {
      for (int second : new int[] {1, 3, 2, 4}) {
        job.take("s/a/eth0", beat("eth0", second).build().toByteArray());
      }
      job.passMs(3_000);
      assertThat(StoredDocuments.byTime(job.documents()).get(0).at("/health/packets_seen").asInt())
          .isEqualTo(4 * 110);
    }
  }

  private static List<CaptureLoss> losses(CaptureHealth... beats) throws Exception {
    try (var job =
        new KeyedOneInputStreamOperatorTestHarness<String, KafkaRecord, CaptureLoss>(
            new KeyedProcessOperator<>(new CaptureLossFunction()),
            RecordChecks::key,
            Types.STRING)) {
      job.open();
      for (CaptureHealth beat : beats) {
        byte[] key = StreamKeys.of(beat.getVantagePoint()).getBytes(StandardCharsets.UTF_8);
        KafkaRecord record = new KafkaRecord(key, beat.toByteArray(), "capture-health", 0, 0);
        job.processElement(record, 0);
        job.processElement(record, 0);
      }
      return job.extractOutputValues();
    }
  }

  @Test
  void dropsOfAnInterfaceAreALossOfTheTimeInWhichTheyMayHaveBeen() throws Exception {
    List<CaptureLoss> losses =
        losses(
            beat("eth0", 1).build(),
            beat("eth0", 2).setKernelDropped(5).setInterfaceDropped(2).build(),
            beat("eth0", 3).setKernelDropped(5).setInterfaceDropped(2).build());
    assertThat(losses).hasSize(1);
    CaptureLoss loss = losses.get(0);
    assertThat(loss.vantagePoint).isEqualTo("s/a/eth0");
    assertThat(loss.fromNs).isEqualTo(STARTED_NS);
    assertThat(loss.toNs).isEqualTo(STARTED_NS + 2 * SECOND);
    assertThat(loss.kernelDropped).isEqualTo(5);
    assertThat(loss.deviceDropped).isEqualTo(2);
    assertThat(loss.down).isFalse();
  }

  @Test
  void anInterfaceThatIsDownIsALossOfThatTime() throws Exception {
    List<CaptureLoss> losses =
        losses(beat("eth0", 1).build(), beat("eth0", 2).setNotCapturing(true).build());
    assertThat(losses).hasSize(1);
    assertThat(losses.get(0).down).isTrue();
    assertThat(losses.get(0).fromNs).isEqualTo(STARTED_NS + SECOND);
  }

  @Test
  void dropsOfTheAgentsOwnSessionsAreChargedToTheirStreamAndToNoOther() throws Exception {
    assertThat(
            losses(
                beat("rtsp", 1).build(),
                beat("rtsp", 2).setKernelDropped(5).setQueueDropped(9).build()))
        .isEmpty();
  }

  @Test
  void dropsOfAnUnknownPastAreNoLossOfNow() throws Exception {
    assertThat(losses(beat("eth0", 900).setKernelDropped(5).build())).isEmpty();
  }

  @Test
  void onlyTheLastLossesAreKept() {
    CaptureLosses losses = new CaptureLosses();
    for (int i = 0; i < 2 * CaptureLosses.REMEMBERED; i++) {
      losses.add(new CaptureLoss("s/a/eth0", i, i + 1, 1, 0, false));
    }
    assertThat(losses.within(0, CaptureLosses.REMEMBERED - 1).times()).isZero();
    assertThat(losses.within(0, Long.MAX_VALUE).kernelDropped())
        .isEqualTo(CaptureLosses.REMEMBERED);
  }
}
