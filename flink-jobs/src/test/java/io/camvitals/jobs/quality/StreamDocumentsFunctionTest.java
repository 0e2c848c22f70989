package io.camvitals.jobs.quality;

import static io.camvitals.event.v1.FrameState.FRAME_STATE_DAMAGED;
import static io.camvitals.event.v1.FrameState.FRAME_STATE_SPOILT;
import static io.camvitals.jobs.quality.TestStream.MS;
import static io.camvitals.jobs.quality.TestStream.SECOND;
import static io.camvitals.jobs.quality.TestStream.START_NS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.event.Topic;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.VideoFormat;
import io.camvitals.jobs.document.StoredDocuments;
import io.camvitals.jobs.health.CaptureLoss;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDocumentsFunctionTest {
  private static final String EYE = "site-1/agent-1/rtsp";
  private static final long AHEAD = 1_500 * MS;

  private final TestParts gate = new TestParts(new TestStream("gate", 1));
  private StreamDocumentsHarness job;

  @BeforeEach
  void open() throws Exception {
    job = new StreamDocumentsHarness(null);
  }

  @AfterEach
  void close() throws Exception {
    job.close();
  }

  @Test
  void packetsAreGivenOutAtOnceAndWithoutWaitingForAnything() throws Exception {
    job.take(gate.packets(0, 1_000, 5));
    assertThat(job.only().at("/rtp/packets").asInt()).isEqualTo(1_000);
    assertThat(job.only().has("rtcp")).isFalse();
    assertThat(job.only().at("/vitals/grade").asText()).isEqualTo("acceptable");
    assertThat(job.only().at("/vitals/reason").asText()).isEqualTo("loss");
    assertThat(job.documents().get(0).version).isEqualTo(5);
  }

  @Test
  void rtcpThatCameBeforeIsInTheFirstDocument() throws Exception {
    for (int i = 0; i < 4; i++) {
      job.take(gate.senderReport(START_NS + i * 2L * SECOND, AHEAD));
    }
    long lastReport = START_NS + 6 * SECOND;
    job.take(gate.receiverReport(START_NS + 7 * SECOND, 500, 10, lastReport, AHEAD, 940 * MS));
    job.take(gate.receiverReport(START_NS + 9 * SECOND, 700, 30, lastReport, AHEAD, 2_980 * MS));
    job.take(gate.packets(0, 1_000, 5));
    assertThat(job.documents()).hasSize(1);
    JsonNode rtcp = job.only().get("rtcp");
    assertThat(rtcp.get("packets").asInt()).isEqualTo(6);
    assertThat(rtcp.get("sender_reports").asInt()).isEqualTo(4);
    assertThat(rtcp.get("reception_reports").asInt()).isEqualTo(2);
    assertThat(rtcp.get("cname").asText()).isEqualTo("camera@192.0.2.7");
    assertThat(rtcp.at("/remote/expected").asInt()).isEqualTo(200);
    assertThat(rtcp.at("/remote/lost").asInt()).isEqualTo(20);
    assertThat(rtcp.at("/remote/loss_ratio").asDouble()).isEqualTo(0.1);
    assertThat(rtcp.at("/remote/fraction_lost_max_ratio").asDouble()).isEqualTo(0.25);
    assertThat(rtcp.at("/remote/jitter/mean_ms").asDouble()).isEqualTo(2.0);
    assertThat(rtcp.at("/receiver_round_trip/min_ms").asDouble()).isCloseTo(20, within(0.1));
    assertThat(rtcp.at("/receiver_round_trip/max_ms").asDouble()).isCloseTo(60, within(0.1));
    assertThat(rtcp.at("/sender_clock/offset_ms").asDouble()).isCloseTo(1_500, within(0.001));
    assertThat(rtcp.at("/sender_clock/reports").asInt()).isEqualTo(4);
    assertThat(rtcp.at("/sender_clock").has("drift_ppm")).isFalse();
    assertThat(job.only().at("/rtp/lost").asInt()).as("ours stays ours").isEqualTo(3);
  }

  @Test
  void aDriftIsToldWithItsIntervalWhenThereIsEvidence() throws Exception {
    for (int i = 0; i < 25; i++) {
      long arrivalNs = START_NS + i * 2L * SECOND;
      job.take(gate.senderReport(arrivalNs, AHEAD + i * 100_000L + i % 3 * 10_000L));
    }
    job.take(gate.packets(4, 1_000, 5));
    JsonNode clock = job.only().at("/rtcp/sender_clock");
    assertThat(clock.get("drift_ppm").asDouble()).isCloseTo(50, within(2.0));
    assertThat(clock.get("drift_lower_ppm").asDouble()).isBetween(40.0, 50.5);
    assertThat(clock.get("drift_upper_ppm").asDouble()).isBetween(49.5, 60.0);
  }

  @Test
  void theClockOfAWindowIsThatOfItsOwnReportsHoweverLateItsPacketsCome() throws Exception {
    for (int i = 0; i < 5; i++) {
      job.take(gate.senderReport(START_NS + i * 2L * SECOND, AHEAD));
    }
    for (int i = 5; i < 10; i++) {
      job.take(gate.senderReport(START_NS + i * 2L * SECOND, 1_900 * MS));
    }
    job.take(gate.packets(0, 1_000, 5));
    assertThat(job.only().at("/rtcp/sender_clock/offset_ms").asDouble())
        .isCloseTo(1_500, within(0.001));
  }

  @Test
  void partsThatComeAfterThePacketsAreGatheredAndGivenOutUnderTheSameIdWithAHigherVersion()
      throws Exception {
    job.take(gate.packets(0, 1_000, 5));
    job.take(gate.senderReport(START_NS + SECOND, AHEAD));
    job.take(gate.senderReport(START_NS + 3 * SECOND, AHEAD));
    assertThat(job.documents()).hasSize(1);
    job.passMs(StreamDocumentsFunction.GATHER_MS);
    assertThat(job.documents()).hasSize(2);
    assertThat(job.documents().get(1).version).isEqualTo(7);
    assertThat(job.only().at("/rtcp/sender_reports").asInt()).isEqualTo(2);
    job.passMs(60_000);
    assertThat(job.documents()).hasSize(2);
  }

  @Test
  void anEventThatComesTwiceCountsOnce() throws Exception {
    StreamPart report = gate.senderReport(START_NS + SECOND, AHEAD);
    job.take(report).take(report).take(gate.packets(0, 1_000, 5));
    assertThat(job.only().at("/rtcp/packets").asInt()).isEqualTo(1);
  }

  @Test
  void anOlderResultNeverReplacesANewerOne() throws Exception {
    job.take(gate.packets(0, 1_000, 9)).take(gate.packets(0, 900, 5));
    assertThat(job.only().at("/rtp/packets").asInt()).isEqualTo(1_000);
  }

  @Test
  void rtcpWithoutPacketsMakesNoWindow() throws Exception {
    job.take(gate.senderReport(START_NS + SECOND, AHEAD)).passMs(30_000);
    assertThat(job.documents()).isEmpty();
  }

  @Test
  void aReceiversOwnNameIsNotTheCameras() throws Exception {
    job.take(
        gate.rtcp(
            RtcpEvent.newBuilder().setSenderSsrc(77).setCname("recorder").setBye(true),
            START_NS + SECOND));
    job.take(gate.packets(0, 1_000, 5));
    assertThat(job.only().at("/rtcp").has("cname")).isFalse();
    assertThat(job.only().at("/rtcp/goodbyes").asInt()).isZero();
  }

  @Test
  void whatTheInterfaceMissedMarksTheWindowsThatItTouchesWhenItIsKnownLaterToo() throws Exception {
    job.take(gate.packets(0, 1_000, 5)).take(gate.packets(1, 1_000, 6));
    job.take(gate.packets(3, 1_000, 7));
    job.missed(new CaptureLoss(EYE, START_NS + 9 * SECOND, START_NS + 11 * SECOND, 42, 7, false));
    assertThat(job.documents()).hasSize(5);
    List<Boolean> complete = new ArrayList<>();
    for (JsonNode document : byStart(job.stored())) {
      complete.add(document.at("/capture/complete").asBoolean());
    }
    assertThat(complete).containsExactly(false, false, true);
    JsonNode first = byStart(job.stored()).get(0);
    assertThat(first.at("/capture/interface/kernel_dropped").asInt()).isEqualTo(42);
    assertThat(first.at("/capture/interface/device_dropped").asInt()).isEqualTo(7);
    assertThat(first.at("/rtp/missing").asInt()).isEqualTo(3);
    assertThat(first.at("/rtp").has("lost")).as("nobody is blamed").isFalse();
    assertThat(first.at("/rtp").has("loss_ratio")).isFalse();
    assertThat(first.has("vitals")).isFalse();
  }

  @Test
  void anInterfaceThatWasDownIsToldWithItsTime() throws Exception {
    job.missed(new CaptureLoss(EYE, START_NS - SECOND, START_NS + 2 * SECOND, 0, 0, true));
    job.missed(new CaptureLoss(EYE, START_NS + 2 * SECOND, START_NS + 3 * SECOND, 0, 0, true));
    job.take(gate.packets(0, 1_000, 5));
    assertThat(job.only().at("/capture/complete").asBoolean()).isFalse();
    assertThat(job.only().at("/capture/interface/down_ms").asDouble()).isEqualTo(3_000);
  }

  @Test
  void anotherInterfacesLossTouchesNothingHere() throws Exception {
    job.take(gate.packets(0, 1_000, 5));
    job.missed(new CaptureLoss("site-1/agent-1/eth0", START_NS, START_NS + SECOND, 42, 0, false));
    assertThat(job.documents()).hasSize(1);
    assertThat(job.only().at("/capture/complete").asBoolean()).isTrue();
  }

  @Test
  void framesAreCountedInTheWindowInWhichTheyBegan() throws Exception {
    job.take(gate.frame(0, 0, f -> f.setKeyFrame(true).setSize(60_000)));
    job.take(gate.frame(1, SECOND, f -> f.setSize(5_000)));
    job.take(gate.frame(2, 2 * SECOND, f -> f.setSize(7_000)));
    StreamPart damaged =
        gate.frame(
            5,
            3 * SECOND,
            f -> f.setComplete(false).setPacketsMissing(2).setState(FRAME_STATE_DAMAGED));
    job.take(damaged).take(damaged);
    job.take(gate.frame(6, 4 * SECOND, f -> f.setState(FRAME_STATE_SPOILT).setCaptureLoss(true)));
    job.take(
        gate.frame(
            7,
            9 * SECOND,
            f ->
                f.setKeyFrame(true)
                    .setSize(80_000)
                    .setKeyFrameIntervalNs(9 * SECOND)
                    .setKeyFrameDistance(7)
                    .setFormat(VideoFormat.newBuilder().setWidth(1920).setHeight(1080))));
    job.take(gate.frame(8, 10 * SECOND, f -> f.setSize(1)));
    job.take(gate.packets(0, 1_000, 5));
    JsonNode video = job.only().get("video");
    assertThat(video.get("assembled_frames").asInt()).isEqualTo(6);
    assertThat(video.get("frame_events_missing").asInt()).isEqualTo(2);
    assertThat(video.get("intra_frames").asInt()).isEqualTo(2);
    assertThat(video.get("predicted_frames").asInt()).isEqualTo(4);
    assertThat(video.at("/intra/bytes_mean").asInt()).isEqualTo(70_000);
    assertThat(video.at("/intra/bytes_max").asInt()).isEqualTo(80_000);
    assertThat(video.at("/bipredicted").isMissingNode()).isTrue();
    assertThat(video.get("damaged_frames").asInt()).isEqualTo(1);
    assertThat(video.get("spoilt_frames").asInt()).isEqualTo(1);
    assertThat(video.get("capture_damaged_frames").asInt()).isEqualTo(1);
    assertThat(video.get("packets_missing").asInt()).isEqualTo(2);
    assertThat(video.at("/key_frame/interval_max_ms").asDouble()).isEqualTo(9_000);
    assertThat(video.at("/key_frame/distance_max").asInt()).isEqualTo(7);
    assertThat(video.get("width").asInt()).isEqualTo(1920);
    assertThat(video.get("height").asInt()).isEqualTo(1080);
    StoredDocuments.assertDeclared(DocumentKind.STREAM_QUALITY, job.only());
  }

  @Test
  void soundIsAddedUpSecondBySecond() throws Exception {
    for (int second = 0; second < 4; second++) {
      AudioFrameEvent event =
          AudioFrameEvent.newBuilder()
              .setStream(gate.stream.identity)
              .setSecondStartNs(START_NS + second * SECOND)
              .setEventNumber(second)
              .setPackets(50)
              .setBytes(8_000 + second)
              .setFrames(50)
              .setMediaDurationNs(SECOND)
              .setPacketsMissing(second)
              .build();
      StreamPart part = gate.record(Topic.AUDIO_FRAMES, event.toByteArray());
      job.take(part).take(part);
    }
    job.take(gate.packets(0, 200, 5));
    JsonNode audio = job.only().get("audio");
    assertThat(audio.get("frames").asInt()).isEqualTo(200);
    assertThat(audio.get("packets").asInt()).isEqualTo(200);
    assertThat(audio.get("bytes").asInt()).isEqualTo(32_006);
    assertThat(audio.get("media_ms").asDouble()).isEqualTo(4_000);
    assertThat(audio.get("packets_missing").asInt()).isEqualTo(6);
    assertThat(job.documents().get(0).version).isEqualTo(9);
    StoredDocuments.assertDeclared(DocumentKind.STREAM_QUALITY, job.only());
    job.take(
        gate.record(
            Topic.AUDIO_FRAMES,
            AudioFrameEvent.newBuilder()
                .setStream(gate.stream.identity)
                .setSecondStartNs(START_NS)
                .setPackets(1)
                .build()
                .toByteArray()));
    OperatorSubtaskState checkpoint = job.snapshot();
    try (StreamDocumentsHarness restored = new StreamDocumentsHarness(checkpoint)) {
      restored.take(gate.packets(0, 201, 6));
      assertThat(restored.only().at("/audio/packets").asInt()).isEqualTo(201);
      assertThat(restored.only().at("/audio").has("media_ms")).as("one is unknown").isFalse();
    }
  }

  @Test
  void aGoodbyeIsToldEvenWhenNoPacketFollowsIt() throws Exception {
    StreamPart goodbye =
        gate.rtcp(RtcpEvent.newBuilder().setBye(true).setByeReason("over"), START_NS + SECOND);
    job.take(goodbye).take(goodbye);
    assertThat(job.documents()).hasSize(1);
    assertThat(job.only().at("/event/action").asText()).isEqualTo("goodbye");
    assertThat(job.only().at("/event/reason").asText()).isEqualTo("over");
  }

  @Test
  void badRecordsAreDeadLettersAndTheOthersGoOn() throws Exception {
    job.take(gate.record(Topic.RTCP, null));
    job.take(gate.record(Topic.RTCP, new byte[] {1, 2, 3}));
    job.take(gate.rtcp(RtcpEvent.newBuilder(), -5));
    TestParts other = new TestParts(new TestStream("yard", 2));
    StreamPart wrong = other.senderReport(START_NS, AHEAD);
    wrong.record.key = gate.stream.key();
    job.take(wrong);
    job.take(gate.senderReport(START_NS, AHEAD)).take(gate.packets(0, 1_000, 5));
    assertThat(job.deadLetters()).hasSize(4);
    assertThat(job.only().at("/rtcp/packets").asInt()).isEqualTo(1);
  }

  @Test
  void aStreamThatIsOverIsForgotten() throws Exception {
    job.take(gate.packets(0, 1_000, 5)).take(gate.senderReport(START_NS, AHEAD));
    job.passMs(600);
    assertThat(job.timers()).isEqualTo(1);
    job.passMs(StreamDocumentsFunction.FORGET_MS);
    assertThat(job.states()).isZero();
    assertThat(job.timers()).isZero();
  }

  @Test
  void windowsThatWaitForPacketsAreBounded() throws Exception {
    for (int window = 0; window < StreamWindows.MOST_WINDOWS + 100; window++) {
      job.take(gate.senderReport(START_NS + window * TestParts.WINDOW, AHEAD));
    }
    job.take(gate.packets(99, 1_000, 5)).take(gate.packets(100, 1_000, 6));
    List<JsonNode> documents = byStart(job.stored());
    assertThat(documents.get(0).has("rtcp")).isFalse();
    assertThat(documents.get(1).has("rtcp")).isTrue();
  }

  /** Each topic keeps its own order; how they come together is left to chance. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theOrderBetweenTheTopicsDoesNotChangeTheLastDocuments(long seed) throws Exception {
    List<StreamPart> packets = new ArrayList<>();
    List<StreamPart> reports = new ArrayList<>();
    List<StreamPart> frames = new ArrayList<>();
    List<CaptureLoss> losses = new ArrayList<>();
    for (int window = 0; window < 12; window++) {
      packets.add(gate.packets(window, 900 + window, 10L * window));
      packets.add(gate.packets(window, 1_000 + window, 10L * window + 5));
      for (int i = 0; i < 3; i++) {
        long ns = START_NS + window * TestParts.WINDOW + i * 3L * SECOND;
        reports.add(gate.senderReport(ns, AHEAD + window * MS / 10));
        reports.add(
            gate.receiverReport(ns + SECOND, 100 * (3 * window + i), i, ns, AHEAD, 900 * MS));
      }
      for (int i = 0; i < 5; i++) {
        int number = 6 * window + i;
        frames.add(
            gate.frame(number, window * TestParts.WINDOW + i * SECOND, f -> f.setSize(number)));
      }
      if (window % 4 == 1) {
        long ns = START_NS + window * TestParts.WINDOW;
        losses.add(new CaptureLoss(EYE, ns - SECOND, ns + SECOND, window, 0, window == 5));
      }
    }
    for (StreamPart part : packets) {
      job.take(part);
    }
    for (StreamPart part : reports) {
      job.take(part);
    }
    for (StreamPart part : frames) {
      job.take(part);
    }
    for (CaptureLoss loss : losses) {
      job.missed(loss);
    }
    job.passMs(10_000);
    try (StreamDocumentsHarness shuffled = new StreamDocumentsHarness(null)) {
      List<Integer> turns = new ArrayList<>();
      turns.addAll(Collections.nCopies(packets.size(), 0));
      turns.addAll(Collections.nCopies(reports.size(), 1));
      turns.addAll(Collections.nCopies(losses.size(), 2));
      turns.addAll(Collections.nCopies(frames.size(), 3));
      Random random = new Random(seed);
      Collections.shuffle(turns, random);
      int[] next = new int[4];
      for (int turn : turns) {
        int at = next[turn]++;
        switch (turn) {
          case 0 -> shuffled.take(packets.get(at));
          case 1 -> shuffled.take(reports.get(at));
          case 3 -> shuffled.take(frames.get(at));
          default -> shuffled.missed(losses.get(at));
        }
        shuffled.passMs(random.nextInt(300));
      }
      shuffled.passMs(10_000);
      assertThat(shuffled.stored()).isEqualTo(job.stored()).hasSize(12);
      for (JsonNode document : shuffled.stored().values()) {
        assertThat(document.at("/video/assembled_frames").asInt()).isEqualTo(5);
        assertThat(document.at("/rtcp/packets").asInt()).isEqualTo(6);
      }
    }
  }

  @Test
  void aRestoredJobGoesOnAsIfNothingHadHappened() throws Exception {
    List<StreamPart> story = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      story.add(gate.senderReport(START_NS + i * SECOND, AHEAD + i));
      if (i % 10 == 9) {
        story.add(gate.packets(i / 10, 1_000, 5 + i));
      }
    }
    OperatorSubtaskState checkpoint = null;
    CaptureLoss loss = new CaptureLoss(EYE, START_NS, START_NS + 12 * SECOND, 3, 0, false);
    job.missed(loss);
    for (int i = 0; i < story.size(); i++) {
      if (i == 17) {
        checkpoint = job.snapshot();
      }
      job.take(story.get(i));
    }
    try (StreamDocumentsHarness restored = new StreamDocumentsHarness(checkpoint)) {
      for (StreamPart part : story.subList(17, story.size())) {
        restored.take(part);
      }
      Map<String, JsonNode> expected = job.stored();
      restored.stored().forEach((id, json) -> assertThat(json).isEqualTo(expected.get(id)));
      assertThat(restored.stored()).hasSize(2);
    }
  }

  private static List<JsonNode> byStart(Map<String, JsonNode> stored) {
    return stored.values().stream()
        .sorted(java.util.Comparator.comparing(d -> d.get("@timestamp").asText()))
        .toList();
  }
}
