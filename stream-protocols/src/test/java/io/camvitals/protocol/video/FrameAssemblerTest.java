package io.camvitals.protocol.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameAssemblerTest {
  private static final long MS = 1_000_000;

  private final List<FrameFacts> frames = new ArrayList<>();
  private final FrameAssembler assembler = new FrameAssembler(frame -> frames.add(bare(frame)));
  private long now;

  /** One packet of 100 bytes; a millisecond passes. */
  private void packet(int sequence, int timestamp, boolean marker) {
    packet(sequence, timestamp, marker, 0);
  }

  private void packet(int sequence, int timestamp, boolean marker, int facts) {
    now += MS;
    assembler.observe(now, sequence & 0xffff, timestamp, marker, 100, facts);
  }

  private static FrameFacts frame(
      int timestamp, int packets, int missing, long first, long last, boolean complete) {
    return new FrameFacts(
        timestamp,
        100L * packets,
        packets,
        missing,
        false,
        first * MS,
        last * MS,
        complete,
        complete,
        false,
        0,
        0,
        0);
  }

  /** Without the facts of its packets, and where its loss or its cut lies. */
  private static FrameFacts bare(FrameFacts frame) {
    return new FrameFacts(
        frame.rtpTimestamp(),
        frame.size(),
        frame.packets(),
        frame.packetsMissing(),
        frame.keyFrame(),
        frame.firstArrivalNs(),
        frame.lastArrivalNs(),
        frame.complete(),
        frame.complete(),
        false,
        frame.frameNumber(),
        frame.captureTimeNs(),
        0);
  }

  @Test
  void aFrameIsGivenOutWithItsMarker() {
    packet(1, 10, false, PayloadFacts.FRAME_START | PayloadFacts.KEY_FRAME);
    packet(2, 10, false);
    assertThat(frames).isEmpty();
    packet(3, 10, true);
    assertThat(frames)
        .containsExactly(
            new FrameFacts(10, 300, 3, 0, true, MS, 3 * MS, true, true, false, 0, 0, 0));
    packet(4, 20, true);
    assertThat(frames).hasSize(2).last().isEqualTo(frame(20, 1, 0, 4, 4, true));
  }

  @Test
  void withoutMarkersTheNextTimestampEndsAFrame() {
    packet(1, 10, false, PayloadFacts.FRAME_START);
    packet(2, 10, false);
    packet(3, 20, false);
    assertThat(frames).containsExactly(frame(10, 2, 0, 1, 2, true));
    assembler.flush();
    assertThat(frames).last().isEqualTo(frame(20, 1, 0, 3, 3, false));
  }

  @Test
  void aFirstFrameWhoseBeginningIsUnknownIsNotComplete() {
    packet(1, 10, true);
    packet(2, 20, true);
    assertThat(frames).isEmpty();
    assembler.flush();
    assertThat(frames).containsExactly(frame(10, 1, 0, 1, 1, false), frame(20, 1, 0, 2, 2, true));
  }

  @Test
  void reorderingWithinAndBetweenFramesDoesNoHarm() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    packet(4, 20, true);
    packet(5, 30, false);
    packet(3, 20, false);
    packet(6, 30, true);
    assertThat(frames).hasSize(1);
    packet(2, 20, false);
    assertThat(frames)
        .containsExactly(
            frame(10, 1, 0, 1, 1, true), frame(20, 3, 0, 2, 6, true), frame(30, 2, 0, 3, 5, true));
    assertThat(assembler.latePackets()).isZero();
  }

  @Test
  void duplicatesCountOnce() {
    packet(1, 10, false, PayloadFacts.FRAME_START);
    packet(1, 10, false, PayloadFacts.FRAME_START);
    packet(2, 10, true);
    packet(2, 10, true);
    packet(1, 10, false);
    assertThat(frames).containsExactly(frame(10, 2, 0, 1, 3, true));
    assertThat(assembler.duplicates()).isEqualTo(3);
  }

  @Test
  void aLossWithinAFrameIsToldWhenTheAllowanceHasPassed() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    packet(2, 20, false);
    packet(4, 20, true);
    packet(5, 30, true);
    assertThat(frames).hasSize(1);
    for (int i = 0; i < FrameAssembler.REORDER_PACKETS - 1; i++) {
      packet(6 + i, 40 + i, true);
    }
    assertThat(frames)
        .hasSize(2 + FrameAssembler.REORDER_PACKETS)
        .contains(frame(20, 2, 1, 2, 3, false), frame(30, 1, 0, 4, 4, true));
    assertThat(frames.stream().filter(frame -> !frame.complete())).hasSize(1);
    packet(3, 20, false);
    assertThat(assembler.latePackets()).isEqualTo(1);
  }

  @Test
  void theAllowanceIsAlsoOneOfTime() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    packet(2, 20, false);
    packet(4, 20, true);
    now += FrameAssembler.REORDER_NS;
    packet(5, 30, true);
    assertThat(frames).hasSize(3);
    packet(7, 40, true);
    assembler.expire(now + FrameAssembler.REORDER_NS - 1);
    assertThat(frames).hasSize(3);
    assembler.expire(now + FrameAssembler.REORDER_NS);
    assertThat(frames).hasSize(4);
  }

  @Test
  void aSenderThatPausesWithinAFrameDamagesNothing() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    packet(2, 20, false);
    now += 5 * FrameAssembler.REORDER_NS;
    assembler.expire(now);
    assertThat(frames).hasSize(1);
    packet(3, 20, true);
    assertThat(frames).hasSize(2);
    assertThat(frames.get(1).complete()).isTrue();
    assertThat(frames.get(1).packets()).isEqualTo(2);
    assertThat(assembler.latePackets()).isZero();
  }

  @Test
  void aLostMarkerDamagesItsOwnFrameAlone() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    packet(2, 20, false);
    packet(4, 30, false);
    packet(5, 30, true);
    assembler.flush();
    assertThat(frames)
        .containsExactly(
            frame(10, 1, 0, 1, 1, true), frame(20, 1, 0, 2, 2, false), frame(30, 2, 0, 3, 4, true));
  }

  @Test
  void aLostBeginningOrLossWithoutAnOwnerIsNotClaimedToBeComplete() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    packet(3, 20, true, PayloadFacts.FRAME_START); // 2 was its beginning, or a frame
    packet(4, 30, false);
    packet(7, 40, true, PayloadFacts.FRAME_START); // 6 may have been its parameter sets
    assembler.flush();
    assertThat(frames).extracting(FrameFacts::complete).containsExactly(true, false, false, false);
    assertThat(frames).extracting(FrameFacts::packetsMissing).containsOnly(0);
  }

  @Test
  void itIsToldWhetherTheLossIsOfTheFrameAlone() {
    List<FrameFacts> whole = new ArrayList<>();
    FrameAssembler its = new FrameAssembler(whole::add);
    int[][] packets = { // sequence, timestamp, marker
      {1, 10, 1},
      {2, 20, 0},
      {4, 20, 1},
      {5, 30, 0},
      {7, 40, 1},
      {9, 50, 1},
      {10, 60, 0},
      {13, 70, 1}
    };
    for (int[] packet : packets) {
      its.observe(MS, packet[0], packet[1], packet[2] == 1, 1, PayloadFacts.FRAME_START);
    }
    its.flush();
    assertThat(whole)
        .extracting(FrameFacts::complete)
        .containsExactly(true, false, false, true, false, false, false);
    // 3 and 6 can be of one frame only; 8 may have been one of its own, 11 and 12 of any.
    assertThat(whole)
        .extracting(FrameFacts::lossWithin)
        .containsExactly(true, true, true, true, false, false, false);
  }

  @Test
  void whatIsCutByTheStreamsEndsIsNotTakenForLoss() {
    List<FrameFacts> seen = new ArrayList<>();
    FrameAssembler its = new FrameAssembler(seen::add);
    its.observe(MS, 1, 10, true, 1, 0);
    its.observe(MS, 2, 20, true, 1, 0);
    its.observe(MS, 3, 30, false, 1, 0);
    its.flush();
    assertThat(seen).extracting(FrameFacts::complete).containsExactly(false, true, false);
    assertThat(seen).extracting(FrameFacts::cut).containsExactly(true, false, true);
  }

  @Test
  void whatIsLostIsNotTakenForACutByTheStreamsEnds() {
    List<FrameFacts> seen = new ArrayList<>();
    FrameAssembler its = new FrameAssembler(seen::add);
    its.observe(MS, 1, 10, false, 1, 0);
    its.observe(MS, 3, 10, true, 1, 0); // 2 is missing
    its.observe(MS, 4, 20, false, 1, 0);
    its.observe(MS, 6, 30, false, 1, 0); // 5, the end of its frame, is missing
    its.flush();
    assertThat(seen).extracting(FrameFacts::complete).containsExactly(false, false, false);
    assertThat(seen).extracting(FrameFacts::cut).containsExactly(false, false, true);
  }

  @Test
  void markersThatDoNotEndFramesAreFoundOut() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    packet(2, 10, true); // the sender marks each slice
    assertThat(assembler.latePackets()).isEqualTo(1);
    packet(3, 20, true);
    packet(4, 20, true);
    packet(5, 30, true);
    assertThat(frames).containsExactly(frame(10, 1, 0, 1, 1, true), frame(20, 2, 0, 3, 4, true));
  }

  @Test
  void sequenceNumberAndTimestampWrap() {
    packet(65_534, 0xffff_fff0, false, PayloadFacts.FRAME_START);
    packet(65_535, 0xffff_fff0, true);
    packet(0, 0x0000_0004, false);
    packet(1, 0x0000_0004, true);
    assertThat(frames)
        .containsExactly(
            frame(0xffff_fff0, 2, 0, 1, 2, true), frame(0x0000_0004, 2, 0, 3, 4, true));
  }

  @Test
  void aRestartBeginsAnewWithItsFirstPacket() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    packet(2, 20, false);
    packet(40_000, 7, false, PayloadFacts.FRAME_START);
    assertThat(assembler.restarts()).isZero();
    packet(40_001, 7, true);
    assertThat(assembler.restarts()).isEqualTo(1);
    assertThat(frames)
        .containsExactly(
            frame(10, 1, 0, 1, 1, true), frame(20, 1, 0, 2, 2, false), frame(7, 2, 0, 3, 4, true));
    assertThat(assembler.invalidPackets()).isZero();
  }

  @Test
  void aStrayPacketIsInvalidAndDoesNotDisturb() {
    packet(1, 10, false, PayloadFacts.FRAME_START);
    packet(40_000, 7, true);
    packet(2, 10, true);
    packet(50_000, 7, true);
    packet(20_000, 7, true);
    assembler.flush();
    assertThat(frames).containsExactly(frame(10, 2, 0, 1, 3, true));
    assertThat(assembler.invalidPackets()).isEqualTo(3);
  }

  @Test
  void theCaptureTimeBelongsToTheFrameOfThePacketThatFollows() {
    assembler.captureTime(5, 77);
    packet(1, 10, false, PayloadFacts.FRAME_START);
    packet(2, 10, true);
    packet(3, 20, true);
    assertThat(frames).extracting(FrameFacts::captureTimeNs).containsExactly(77L, 0L);
    assertThat(frames).extracting(FrameFacts::frameNumber).containsExactly(5L, 0L);
  }

  @Test
  void aPacketThatAloneCompletesItsFrameHasItsCaptureTime() {
    assembler.captureTime(5, 77);
    packet(1, 10, true, PayloadFacts.FRAME_START);
    assembler.captureTime(6, 78);
    packet(2, 20, true, PayloadFacts.FRAME_START);
    assertThat(frames).extracting(FrameFacts::captureTimeNs).containsExactly(77L, 78L);
  }

  @Test
  void theCaptureTimeOfAPacketThatBeginsASequenceAnewIsKept() {
    packet(1, 10, true, PayloadFacts.FRAME_START);
    assembler.captureTime(6, 78);
    packet(30_000, 20, true, PayloadFacts.FRAME_START);
    packet(30_001, 30, true);
    assertThat(frames).extracting(FrameFacts::captureTimeNs).containsExactly(0L, 78L, 0L);
  }

  @Test
  void aTimestampThatNeverChangesIsBounded() {
    for (int i = 0; i < 40_000; i++) {
      packet(i, 10, false);
    }
    assembler.flush();
    assertThat(frames).isNotEmpty();
    long inFrames = frames.stream().mapToLong(FrameFacts::packets).sum();
    assertThat(inFrames + assembler.latePackets()).isEqualTo(40_000);
  }
}
