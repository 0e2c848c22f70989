package io.camvitals.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.camvitals.event.PacketFlags;
import io.camvitals.event.v1.PacketBatch;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishingStreamObserversTest {
  private final RecordedEvents events = new RecordedEvents();
  private final CaptureInterfaces interfaces = new CaptureInterfaces();
  private final PublishingStreamObservers observers =
      new PublishingStreamObservers(
          events, interfaces, new BatchSettings(4, Duration.ofMillis(100)));

  @AfterEach
  void close() {
    observers.close();
  }

  private static void observe(StreamObserver stream, int ssrc, int sequence) {
    stream.rtp(RtpPackets.packet(ssrc, sequence, sequence * 10, true, 0x41, 2, 3), 1_000L, 43);
  }

  @Test
  void aBatchIsClosedByItsCount() {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", 1));
    for (int sequence = 0; sequence < 8; sequence++) {
      observe(stream, 1, sequence);
    }
    assertThat(events.batches()).hasSize(2);
    PacketBatch batch = events.batches().get(0);
    assertThat(batch.getStream()).isEqualTo(RtpPackets.stream("gate", 1));
    assertThat(batch.getPayloadSizeList()).containsExactly(3, 3, 3, 3);
    assertThat(batch.getWireOverheadList()).containsExactly(40, 40, 40, 40);
    assertThat(batch.getFlagsList()).allMatch(flags -> (flags & PacketFlags.MARKER) != 0);
    assertThat(interfaces.counters("rtsp").snapshot().accepted()).isEqualTo(8);
  }

  @Test
  void aBatchIsClosedByItsAge() {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", 1));
    observe(stream, 1, 7);
    assertThat(events.batches()).isEmpty();
    await().atMost(Duration.ofSeconds(5)).until(() -> events.batches().size() == 1);
    assertThat(events.batches().get(0).getBaseExtendedSequence()).isEqualTo(7);
  }

  @Test
  void captureLossTravelsEvenWhenNoPacketDoes() {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", 1));
    stream.captureDropped(12);
    await().atMost(Duration.ofSeconds(5)).until(() -> events.batches().size() == 1);
    assertThat(events.batches().get(0).getCaptureDropped()).isEqualTo(12);
    assertThat(events.batches().get(0).getFlagsCount()).isZero();
  }

  @Test
  void whatIsLetGoIsToldByTheNextBatchOfThatStreamAlone() {
    StreamObserver gate = observers.open(RtpPackets.stream("gate", 1));
    StreamObserver yard = observers.open(RtpPackets.stream("yard", 2));
    events.letGo(true);
    for (int sequence = 0; sequence < 4; sequence++) {
      observe(gate, 1, sequence);
    }
    events.letGo(false);
    for (int sequence = 4; sequence < 8; sequence++) {
      observe(gate, 1, sequence);
      observe(yard, 2, sequence);
    }
    assertThat(events.batches())
        .extracting(batch -> batch.getStream().getCameraId(), PacketBatch::getCaptureDropped)
        .containsExactlyInAnyOrder(tuple("gate", 4L), tuple("yard", 0L));
    assertThat(interfaces.counters("rtsp").snapshot().queueDropped()).isEqualTo(4);
    assertThat(interfaces.counters("rtsp").snapshot().seen()).isEqualTo(12);
  }

  @Test
  void aLossOfTheLastBatchIsToldAfterTheEnd() {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", 1));
    observe(stream, 1, 1);
    events.letGo(true);
    stream.close();
    assertThat(interfaces.counters("rtsp").snapshot().queueDropped()).isEqualTo(1);
    events.letGo(false);
    await().atMost(Duration.ofSeconds(5)).until(() -> events.batches().size() == 1);
    assertThat(events.batches().get(0).getCaptureDropped()).isEqualTo(1);
    assertThat(events.batches().get(0).getFlagsCount()).isZero();
  }

  @Test
  void closingPublishesTheOpenBatchOnce() {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", 1));
    observe(stream, 1, 1);
    stream.close();
    stream.close();
    observe(stream, 1, 2);
    assertThat(events.batches()).hasSize(1);
    assertThat(interfaces.counters("rtsp").snapshot().accepted()).isEqualTo(1);
  }

  @Test
  void aStreamIsActiveForASecond() {
    StreamObserver stream = observers.open(RtpPackets.stream("gate", 1));
    observe(stream, 1, 1);
    assertThat(observers.activeStreams("rtsp")).isEqualTo(1);
    assertThat(observers.activeStreams("eth0")).isZero();
    await().atMost(Duration.ofSeconds(5)).until(() -> observers.activeStreams("rtsp") == 0);
  }
}
