package io.camvitals.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.event.Topic;
import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.FrameState;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.PictureType;
import io.camvitals.event.v1.StreamIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the frames of a stream become in Kafka. */
class FrameEventsTest {
  private static final int SSRC = 7;
  private static final long MS = 1_000_000L;
  private static final int[] INTRA = {0x65, 0x88, 1, 2}; // first_mb_in_slice 0, slice_type 7
  private static final int[] INTRA_REST = {0x65, 0x42, 1, 2};
  private static final int[] PREDICTED = {0x41, 0x9a, 1, 2};
  private static final int[] BIPREDICTED = {0x01, 0x9e, 1, 2};

  private final RecordedEvents events = new RecordedEvents();
  private final PublishingStreamObservers observers =
      new PublishingStreamObservers(
          events, new CaptureInterfaces(), new BatchSettings(64, Duration.ofHours(1)));
  private int sequence = 65_530;
  private int timestamp;

  @AfterEach
  void close() {
    observers.close();
  }

  private List<FrameEvent> frames() throws Exception {
    List<FrameEvent> frames = new ArrayList<>();
    for (RecordedEvents.Published published : events.of(Topic.FRAMES)) {
      frames.add(FrameEvent.parseFrom(published.value()));
    }
    return frames;
  }

  /** A frame of packets 1 ms apart, 40 ms after the one before, but for those that are lost. */
  private void frame(StreamObserver stream, String lost, int[]... packets) {
    timestamp += 3_600;
    for (int i = 0; i < packets.length; i++) {
      boolean last = i == packets.length - 1;
      if (lost.indexOf('0' + i) < 0) {
        stream.rtp(
            RtpPackets.packet(SSRC, sequence & 0xffff, timestamp, last, packets[i]),
            (timestamp / 90 + i) * MS,
            100);
      }
      sequence++;
    }
  }

  private void keyFrame(StreamObserver stream, String lost) {
    frame(stream, lost, INTRA, INTRA_REST, INTRA_REST);
  }

  @Test
  void aLostPartOfAKeyFrameSpoilsThePicturesUntilTheNextOne() throws Exception {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", SSRC));
    frame(stream, "", PREDICTED);
    keyFrame(stream, "");
    frame(stream, "", PREDICTED);
    keyFrame(stream, "1");
    frame(stream, "", PREDICTED);
    frame(stream, "", BIPREDICTED);
    keyFrame(stream, "");
    frame(stream, "", PREDICTED, BIPREDICTED);
    stream.close();
    List<FrameEvent> frames = frames();
    assertThat(frames)
        .extracting(frame -> frame.getState().name().substring("FRAME_STATE_".length()))
        .containsExactly(
            "UNANCHORED", "INTACT", "INTACT", "DAMAGED", "SPOILT", "SPOILT", "INTACT", "INTACT");
    assertThat(frames)
        .extracting(frame -> frame.getPictureType().name().substring("PICTURE_TYPE_".length()))
        .containsExactly(
            "PREDICTED",
            "INTRA",
            "PREDICTED",
            "INTRA",
            "PREDICTED",
            "BIPREDICTED",
            "INTRA",
            "BIPREDICTED");
    assertThat(frames)
        .extracting(FrameEvent::getEventNumber)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(frames)
        .extracting(FrameEvent::getDisposable)
        .containsExactly(false, false, false, false, false, true, false, true);
    assertThat(frames).noneMatch(FrameEvent::getCaptureLoss);
    FrameEvent damaged = frames.get(3);
    assertThat(damaged.getPackets()).isEqualTo(2);
    assertThat(damaged.getPacketsMissing()).isEqualTo(1);
    assertThat(damaged.getSize()).isEqualTo(8);
    assertThat(damaged.getKeyFrameIntervalNs()).isEqualTo(80 * MS);
    assertThat(damaged.getKeyFrameDistance()).isEqualTo(2);
    assertThat(damaged.getLastArrivalNs() - damaged.getFirstArrivalNs()).isEqualTo(2 * MS);
    assertThat(frames.get(1).hasKeyFrameIntervalNs()).isFalse();
    assertThat(frames.get(4).hasKeyFrameDistance()).isFalse();
    assertThat(frames.get(6).getKeyFrameIntervalNs()).isEqualTo(120 * MS);
  }

  @Test
  void whatTheAgentMissedIsItsOwn() throws Exception {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", SSRC));
    keyFrame(stream, "");
    stream.captureDropped(1);
    frame(stream, "0", PREDICTED, PREDICTED);
    frame(stream, "", PREDICTED);
    keyFrame(stream, "");
    frame(stream, "0", PREDICTED, PREDICTED);
    frame(stream, "", PREDICTED);
    stream.close();
    assertThat(frames())
        .extracting(frame -> frame.getState().getNumber() + (frame.getCaptureLoss() ? "*" : ""))
        .containsExactly("1", "2*", "3*", "1", "2", "3");
  }

  @Test
  void aLostFrameIsNotTakenForAPartOfTheDisposableOneBehindIt() throws Exception {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", SSRC));
    keyFrame(stream, "");
    frame(stream, "0", PREDICTED);
    frame(stream, "", BIPREDICTED);
    frame(stream, "", PREDICTED);
    keyFrame(stream, "");
    frame(stream, "1", BIPREDICTED, BIPREDICTED, BIPREDICTED);
    frame(stream, "", PREDICTED);
    stream.close();
    assertThat(frames())
        .extracting(FrameEvent::getState)
        .containsExactly(
            FrameState.FRAME_STATE_INTACT,
            FrameState.FRAME_STATE_DAMAGED,
            FrameState.FRAME_STATE_SPOILT,
            FrameState.FRAME_STATE_INTACT,
            FrameState.FRAME_STATE_DAMAGED,
            FrameState.FRAME_STATE_INTACT);
  }

  @Test
  void theFormatOfSignallingIsToldWithKeyFramesAndTheFirstFrame() throws Exception {
    // 640x360, High, level 3.0
    MediaFormat signalled =
        new MediaFormat(
            1, Map.of("sprop-parameter-sets", "Z2QAHqzZQKAv+XARAAADAAEAAAMAMg8WLZY=,aOvjyyLA"));
    StreamObserver stream = observers.open(RtpPackets.stream("gate", SSRC), signalled);
    frame(stream, "", PREDICTED);
    frame(stream, "", PREDICTED);
    keyFrame(stream, "");
    stream.close();
    assertThat(frames()).extracting(FrameEvent::hasFormat).containsExactly(true, false, true);
    assertThat(frames().get(2).getFormat().getWidth()).isEqualTo(640);
    assertThat(frames().get(2).getFormat().getHeight()).isEqualTo(360);
    assertThat(frames().get(2).getFormat().getProfile()).isEqualTo(100);
    assertThat(frames().get(2).getFormat().getLevel()).isEqualTo(30);
    assertThat(frames().get(2).getFormat().hasQuality()).isFalse();
  }

  @Test
  void ofAnEncryptedPayloadNothingIsSaid() throws Exception {
    StreamIdentity encrypted =
        RtpPackets.stream("gate", SSRC).toBuilder().setEncryption("srtp").build();
    StreamObserver stream = observers.open(encrypted);
    keyFrame(stream, "");
    keyFrame(stream, "1");
    frame(stream, "", PREDICTED);
    stream.close();
    assertThat(frames())
        .extracting(FrameEvent::getState)
        .containsExactly(
            // The first frame's beginning cannot be told from its payload.
            FrameState.FRAME_STATE_UNSPECIFIED,
            FrameState.FRAME_STATE_DAMAGED,
            FrameState.FRAME_STATE_UNSPECIFIED);
    assertThat(frames())
        .extracting(FrameEvent::getPictureType)
        .containsOnly(PictureType.PICTURE_TYPE_UNSPECIFIED);
    assertThat(frames()).noneMatch(FrameEvent::getKeyFrame);
  }

  @Test
  void soundIsToldSecondBySecond() throws Exception {
    StreamIdentity sound = sound("PCMU", 8_000);
    StreamObserver stream = observers.open(sound);
    for (int i = 0; i < 75; i++) {
      int again = i == 10 ? 2 : 1; // one comes twice, and two are lost
      for (int n = 0; n < again && i != 20 && i != 21; n++) {
        stream.rtp(
            RtpPackets.packet(SSRC, sequence + i & 0xffff, i * 160, i == 0, new int[160]),
            i * 20L * MS,
            200);
      }
    }
    stream.close();
    List<AudioFrameEvent> seconds = new ArrayList<>();
    for (RecordedEvents.Published published : events.of(Topic.AUDIO_FRAMES)) {
      seconds.add(AudioFrameEvent.parseFrom(published.value()));
    }
    assertThat(seconds)
        .containsExactly(
            AudioFrameEvent.newBuilder()
                .setStream(sound)
                .setPackets(48)
                .setBytes(48 * 160)
                .setFrames(48)
                .setMediaDurationNs(960 * MS)
                .setPacketsMissing(2)
                .build(),
            AudioFrameEvent.newBuilder()
                .setStream(sound)
                .setEventNumber(1)
                .setSecondStartNs(1_000 * MS)
                .setPackets(25)
                .setBytes(25 * 160)
                .setFrames(25)
                .setMediaDurationNs(500 * MS)
                .build());
    assertThat(frames()).isEmpty();
  }

  @Test
  void aClockRateThatBecomesKnownIsToldFromThenOn() throws Exception {
    StreamObserver stream = observers.open(sound("", 0));
    for (int i = 0; i < 200; i++) {
      stream.rtp(
          RtpPackets.packet(SSRC, sequence + i & 0xffff, i * 960, false, 1), i * 20L * MS, 60);
    }
    stream.close();
    List<PacketBatch> batches = events.batches();
    assertThat(events.of(Topic.PACKETS))
        .extracting(RecordedEvents.Published::key)
        .hasSameSizeAs(batches)
        .containsOnly(events.of(Topic.PACKETS).get(0).key());
    assertThat(batches).extracting(PacketBatch::getBatchNumber).isSorted().doesNotHaveDuplicates();
    assertThat(batches.stream().mapToInt(PacketBatch::getFlagsCount).sum()).isEqualTo(200);
    assertThat(batches.get(0).getStream()).isEqualTo(sound("", 0));
    StreamIdentity learned = batches.get(batches.size() - 1).getStream();
    assertThat(learned.getClockRate()).isEqualTo(48_000);
    assertThat(learned.getClockRateSource()).isEqualTo(ClockRateSource.CLOCK_RATE_SOURCE_INFERRED);
    assertThat(learned.getClockRateEvidence().getMeasuredRate()).isBetween(47_990.0, 48_010.0);
    assertThat(learned.getClockRateEvidence().getTimestamps()).isGreaterThanOrEqualTo(16);
    assertThat(learned.getClockRateEvidence().getSpanNs()).isGreaterThanOrEqualTo(1_500 * MS);
  }

  private static StreamIdentity sound(String codec, int clockRate) {
    return RtpPackets.stream("gate", SSRC).toBuilder()
        .setCodec(codec)
        .setClockRate(clockRate)
        .build();
  }
}
