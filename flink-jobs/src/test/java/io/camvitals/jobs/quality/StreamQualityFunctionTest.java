package io.camvitals.jobs.quality;

import static io.camvitals.jobs.quality.TestStream.MS;
import static io.camvitals.jobs.quality.TestStream.SECOND;
import static io.camvitals.jobs.quality.TestStream.START_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.kafka.KafkaRecord;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamQualityFunctionTest {
  private final TestStream gate = new TestStream("gate", 1);
  private StreamQualityHarness job;

  @BeforeEach
  void open() throws Exception {
    job = new StreamQualityHarness();
  }

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  @Test
  void aWindowIsGivenOutWhenItsStreamHasMovedPastIt() throws Exception {
    job.take(gate.packets(0, 100).record());
    assertThat(job.seconds()).isEmpty();
    job.take(gate.packets(100, 101).record());
    StreamQuality window = job.seconds().get(0);
    assertThat(window.getWindowStartNs()).isEqualTo(START_NS);
    assertThat(window.getResolutionNs()).isEqualTo(SECOND);
    assertThat(window.getStream()).isEqualTo(gate.identity);
    assertThat(window.getPackets()).isEqualTo(100);
    assertThat(window.getFrames()).isEqualTo(25);
    assertThat(window.getKeyFrames()).isEqualTo(1);
    assertThat(window.getPayloadBytes()).isEqualTo(100_000);
    assertThat(window.getWireBytes()).isEqualTo(105_400);
    assertThat(window.getCaptureComplete()).isTrue();
    assertThat(job.documents()).isEmpty();
    job.take(gate.packets(101, 1_001).record());
    assertThat(job.seconds()).hasSize(10);
    assertThat(job.documents()).hasSize(1);
    assertThat(job.documents().get(0).getPackets()).isEqualTo(1_000);
    assertThat(job.documents().get(0).getResolutionNs()).isEqualTo(10 * SECOND);
  }

  @Test
  void aStreamThatFallsSilentGivesItsOpenWindowsOutAndIsForgottenInTheEnd() throws Exception {
    job.take(gate.packets(0, 50).record());
    job.passMs(1_400);
    job.take(gate.packets(50, 60).record());
    job.passMs(1_499);
    assertThat(job.seconds()).isEmpty();
    job.passMs(1);
    assertThat(job.seconds()).extracting(StreamQuality::getPackets).containsExactly(60L);
    assertThat(job.documents()).extracting(StreamQuality::getPackets).containsExactly(60L);
    assertThat(job.states()).isEqualTo(1);
    assertThat(job.timers()).isEqualTo(1);
    job.passMs(StreamQualityFunction.FORGET_MS);
    assertThat(job.states()).isZero();
    assertThat(job.timers()).isZero();
    assertThat(job.seconds()).hasSize(1);
  }

  @Test
  void aStreamThatResumesWithinItsWindowGivesItOutAgainUnderTheSameIdAndAHigherRevision()
      throws Exception {
    job.take(gate.packets(0, 50).record());
    job.passMs(1_500);
    job.take(gate.packets(50, 1_001).record());
    List<StreamQuality> documents = job.documents();
    assertThat(documents).extracting(StreamQuality::getPackets).containsExactly(50L, 1_000L);
    assertThat(StreamQualityHarness.last(documents)).hasSize(1);
    assertThat(job.documentResults().get(1).revision)
        .isGreaterThan(job.documentResults().get(0).revision);
    assertThat(job.timers()).isEqualTo(1);
  }

  @Test
  void aPacketThatComesLateTakesItsLossBackInTheWindowThatBearsIt() throws Exception {
    job.take(gate.packets(0, 99).packets(100, 250).record());
    job.take(gate.packet(99, START_NS + 2_500 * MS).packets(251, 350).record());
    List<StreamQuality> ofSecondOne =
        job.seconds().stream().filter(w -> w.getWindowStartNs() == START_NS + SECOND).toList();
    assertThat(ofSecondOne).extracting(StreamQuality::getLost).containsExactly(1L, 0L);
  }

  @Test
  void oneStreamNeitherPushesNorHoldsAnother() throws Exception {
    TestStream wrongClock = new TestStream("yard", 2);
    job.take(gate.packets(0, 50).record());
    job.take(wrongClock.packet(0, START_NS + 86_400 * SECOND).record());
    job.take(wrongClock.packet(1, START_NS + 2 * 86_400 * SECOND).record());
    assertThat(job.seconds())
        .extracting(window -> window.getStream().getCameraId())
        .containsExactly("yard");
    job.take(gate.packets(50, 101).record());
    assertThat(job.seconds()).last().extracting(StreamQuality::getPackets).isEqualTo(100L);
  }

  @Test
  void anAgentWhoseClockIsSetBackIsMeasuredFromThenOn() throws Exception {
    job.take(gate.packets(0, 100).record());
    long hourBefore = START_NS - 3_600 * SECOND;
    for (int n = 100; n < 301; n++) {
      gate.packet(n, hourBefore + (n - 100) * TestStream.PACKET_INTERVAL_NS);
    }
    job.take(gate.record());
    assertThat(job.seconds())
        .filteredOn(window -> window.getWindowStartNs() < START_NS)
        .extracting(StreamQuality::getPackets, StreamQuality::getLost)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(100L, 0L),
            org.assertj.core.groups.Tuple.tuple(100L, 0L));
  }

  @Test
  void jitterBeginsWhenTheClockRateBecomesKnown() throws Exception {
    TestStream unknown =
        new TestStream(
            TestStream.identity("yard", 2).toBuilder().setCodec("").setClockRate(0).build());
    job.take(unknown.packets(0, 150).record());
    job.take(
        unknown
            .identity(unknown.identity.toBuilder().setClockRate(90_000).build())
            .packets(150, 301)
            .record());
    assertThat(job.seconds())
        .extracting(StreamQuality::hasJitterMeanNs, StreamQuality::hasFrameJitterMeanNs)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(false, false),
            org.assertj.core.groups.Tuple.tuple(true, true),
            org.assertj.core.groups.Tuple.tuple(true, true));
    assertThat(job.seconds()).extracting(StreamQuality::getLost).containsOnly(0L);
  }

  @Test
  void aRecordThatComesTwiceIsCountedOnce() throws Exception {
    KafkaRecord first = gate.packets(0, 60).record();
    KafkaRecord second = gate.packets(60, 120).record();
    job.take(first).take(second).take(first).take(second);
    job.take(gate.packets(120, 201).record());
    assertThat(job.seconds())
        .extracting(StreamQuality::getPackets, StreamQuality::getDuplicates)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(100L, 0L));
    assertThat(job.seconds()).allMatch(StreamQuality::getCaptureComplete);
  }

  @Test
  void aGapInTheBatchNumbersMarksTheWindowsThatItTouches() throws Exception {
    job.take(gate.packets(0, 150).record());
    gate.packets(150, 240).record();
    job.take(gate.packets(240, 450).record());
    assertThat(job.seconds())
        .extracting(StreamQuality::getCaptureComplete)
        .containsExactly(true, false, false, true);
    assertThat(job.seconds()).extracting(StreamQuality::getLost).containsExactly(0L, 0L, 90L, 0L);
  }

  @Test
  void whatTheAgentDroppedMarksTheWindowsOfTheBatchThatSaysSo() throws Exception {
    job.take(gate.packets(0, 150).record());
    job.take(gate.packets(155, 210).dropped(5).record());
    job.take(gate.packets(210, 401).record());
    assertThat(job.seconds())
        .extracting(StreamQuality::getCaptureComplete)
        .containsExactly(true, false, false, true);
    assertThat(job.seconds())
        .extracting(StreamQuality::getCaptureDropped)
        .containsExactly(0L, 5L, 0L, 0L);
  }

  @Test
  void dropsWithoutAPacketAreNotForgotten() throws Exception {
    job.take(gate.dropped(7).record());
    job.take(gate.packets(0, 120).record());
    job.take(gate.dropped(3).record());
    job.take(gate.packets(223, 301).record());
    assertThat(job.seconds())
        .extracting(StreamQuality::getCaptureComplete)
        .containsExactly(false, false, false);
    assertThat(job.seconds())
        .extracting(StreamQuality::getCaptureDropped)
        .containsExactly(7L, 3L, 0L);
  }

  @Test
  void anAgentThatIsStartedAgainIsMeasuredOnWithoutBlamingTheCamera() throws Exception {
    job.take(gate.packets(0, 150).record());
    gate.restartAgent();
    job.take(gate.packets(240, 450).record());
    job.take(gate.packets(450, 501).record());
    assertThat(job.seconds())
        .extracting(StreamQuality::getCaptureComplete)
        .containsExactly(true, false, false, true, true);
    assertThat(job.seconds()).extracting(StreamQuality::getDuplicates).containsOnly(0L);
  }

  @Test
  void aStreamThatIsJoinedInItsMiddleDoesNotClaimAWholeWindow() throws Exception {
    gate.packets(0, 30).record();
    job.take(gate.packets(30, 201).record());
    assertThat(job.seconds())
        .extracting(StreamQuality::getCaptureComplete)
        .containsExactly(false, true);
  }

  @Test
  void aRestoredJobGoesOnAsIfNothingHadHappened() throws Exception {
    try (StreamQualityHarness untouched = new StreamQualityHarness()) {
      for (KafkaRecord record : story(new TestStream("gate", 1))) {
        untouched.take(record);
      }
      List<KafkaRecord> records = story(gate);
      OperatorSubtaskState checkpoint = null;
      for (int i = 0; i < records.size(); i++) {
        if (i == 5) {
          checkpoint = job.snapshot();
        }
        job.take(records.get(i));
      }
      try (StreamQualityHarness restored = new StreamQualityHarness(checkpoint)) {
        for (KafkaRecord record : records.subList(5, records.size())) {
          restored.take(record);
        }
        assertThat(job.seconds()).isEqualTo(untouched.seconds());
        List<StreamQuality> all = new java.util.ArrayList<>(job.seconds().subList(0, 2));
        all.addAll(restored.seconds());
        assertThat(StreamQualityHarness.last(all))
            .isEqualTo(StreamQualityHarness.last(untouched.seconds()));
        assertThat(restored.documents()).isEqualTo(untouched.documents());
      }
    }
  }

  private static List<KafkaRecord> story(TestStream stream) {
    List<KafkaRecord> records = new java.util.ArrayList<>();
    for (int n = 0; n < 1_100; n += 50) {
      stream.packets(n + n % 3, n + 50);
      records.add(stream.record());
    }
    return records;
  }

  @Test
  void aStreamIsNotTakenForSilentWhileTheJobWasDown() throws Exception {
    job.take(gate.packets(0, 50).record());
    OperatorSubtaskState checkpoint = job.snapshot();
    try (StreamQualityHarness restored = new StreamQualityHarness(checkpoint)) {
      restored.passMs(StreamQualityFunction.FORGET_MS - 1);
      assertThat(restored.states()).isEqualTo(1);
      restored.take(gate.packets(50, 101).record());
      assertThat(restored.seconds()).last().extracting(StreamQuality::getPackets).isEqualTo(100L);
      restored.passMs(1_500);
      restored.passMs(StreamQualityFunction.FORGET_MS);
      assertThat(restored.states()).isZero();
      assertThat(restored.timers()).isZero();
    }
  }
}
