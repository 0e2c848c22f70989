package io.camvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossTest {
  private static final long MILLISECOND = 1_000_000L;
  private static final long START = 1_700_000_000_000_000_000L;

  private final StreamMeter meter =
      new StreamMeter(StreamMeterSettings.ofWholeStream(90_000, true));
  private long arrivalNs = START;

  @Test
  void aSingleLossBetweenSixteenReceivedPacketsIsNoBurst() {
    receive(1, 16);
    receive(18, 33);
    receive(35, 50);
    assertThat(meter.total().lost()).isEqualTo(2);
    assertThat(meter.total().burstCount()).isZero();
    assertThat(meter.total().burstLost()).isZero();
  }

  @Test
  void lossesWithFewerThanSixteenReceivedPacketsBetweenAreOneBurst() {
    receive(1, 20);
    receive(22, 36);
    receive(38, 60);
    assertThat(meter.total().burstCount()).isEqualTo(1);
    assertThat(meter.total().burstPackets()).isEqualTo(17);
    assertThat(meter.total().burstLost()).isEqualTo(2);
  }

  @Test
  void twoConsecutiveLossesAreABurst() {
    receive(1, 20);
    receive(23, 60);
    assertThat(meter.total().burstCount()).isEqualTo(1);
    assertThat(meter.total().burstPackets()).isEqualTo(2);
    assertThat(meter.total().lossRun(2)).isEqualTo(1);
  }

  @Test
  void aPacketThatFillsTheMiddleOfABurstSplitsItsRun() {
    receive(1, 20);
    receive(25, 60);
    assertThat(meter.total().lossRun(4)).isEqualTo(1);
    receive(22, 22);
    assertThat(meter.total().lossRun(4)).isZero();
    assertThat(meter.total().lossRun(1)).isEqualTo(1);
    assertThat(meter.total().lossRun(2)).isEqualTo(1);
    assertThat(meter.total().burstPackets()).isEqualTo(4);
    assertThat(meter.total().burstLost()).isEqualTo(3);
    receive(21, 21);
    receive(23, 24);
    assertThat(meter.total().burstCount()).isZero();
    assertThat(meter.total().lost()).isZero();
    assertThat(meter.total().reordered()).isEqualTo(4);
  }

  @Test
  void runsOfTenAndMoreAreCountedTogether() {
    receive(1, 1);
    receive(12, 12);
    receive(212, 212);
    assertThat(meter.total().lossRun(10)).isEqualTo(2);
    assertThat(meter.total().lost()).isEqualTo(10 + 199);
  }

  @Test
  void aPacketBeforeTheFirstMovesTheBeginningBack() {
    receive(100, 110);
    receive(97, 97);
    assertThat(meter.total().reordered()).isEqualTo(1);
    assertThat(meter.total().lost()).isEqualTo(2);
    assertThat(meter.total().expected()).isEqualTo(14);
    receive(98, 99);
    assertThat(meter.total().lost()).isZero();
  }

  @Test
  void aDuplicateIsNoReorderedPacketAndTakesNoLossBack() {
    receive(65_530, 65_540);
    receive(65_545, 65_545);
    receive(65_530, 65_540);
    assertThat(meter.total().duplicates()).isEqualTo(11);
    assertThat(meter.total().reordered()).isZero();
    assertThat(meter.total().lost()).isEqualTo(4);
    assertThat(meter.total().lossRatio()).isEqualTo(0.25);
  }

  @Test
  void theLimitsOfDropoutAndMisorderAreThoseOfTheDefinition() {
    receive(5_000, 5_000);
    receive(5_000 + 2_999, 5_000 + 2_999);
    assertThat(meter.total().lost()).isEqualTo(2_998);
    receive(7_999 - 1_000, 7_999 - 1_000);
    assertThat(meter.total().reordered()).isEqualTo(1);
    assertThat(meter.pendingPackets()).isZero();
    receive(7_999 - 1_001, 7_999 - 1_001);
    assertThat(meter.pendingPackets()).isEqualTo(1);
    receive(7_999 + 3_000, 7_999 + 3_000);
    assertThat(meter.pendingPackets()).as("another candidate takes its place").isEqualTo(1);
    assertThat(meter.total().invalid()).isEqualTo(1);
  }

  @Test
  void aStrayPacketIsInvalidOnceTheSequenceHasGoneOnForTwoSeconds() {
    receive(1, 10);
    receive(30_000, 30_000);
    receive(11, 20);
    assertThat(meter.total().invalid()).isZero();
    arrivalNs += StreamMeter.OVERLAP_NS;
    receive(21, 21);
    assertThat(meter.total().invalid()).isEqualTo(1);
    assertThat(meter.pendingPackets()).isZero();
    assertThat(meter.total().restarts()).isZero();
    assertThat(meter.total().packets()).isEqualTo(21);
  }

  @Test
  void lateOldPacketsBeforeAndAfterARestartCountInTheOldSequence() {
    receive(100, 110);
    receive(40_000, 40_000);
    receive(112, 112);
    assertThat(meter.total().restarts()).isZero();
    receive(40_001, 40_001);
    assertThat(meter.total().restarts()).isEqualTo(1);
    assertThat(meter.total().lost()).isEqualTo(1);
    receive(111, 111);
    receive(111, 111);
    receive(40_002, 40_010);
    assertThat(meter.total().restarts()).isEqualTo(1);
    assertThat(meter.total().lost()).isZero();
    assertThat(meter.total().reordered()).isEqualTo(1);
    assertThat(meter.total().duplicates()).isEqualTo(1);
    assertThat(meter.total().packets()).isEqualTo(25);
  }

  @Test
  void twoSecondsAfterARestartTheOldSequenceIsForgotten() {
    receive(100, 110);
    receive(40_000, 40_001);
    arrivalNs += StreamMeter.OVERLAP_NS;
    receive(111, 112);
    assertThat(meter.total().restarts()).isEqualTo(2);
    assertThat(meter.total().lost()).isZero();
  }

  @Test
  void aCandidateWithoutTwoConsecutiveNumbersIsBounded() {
    StreamMeter unsignalled = new StreamMeter(StreamMeterSettings.ofSeconds(0, false));
    for (int i = 0; i < 200; i += 2) {
      unsignalled.observe(START, i, 0, 1, 1, 0);
    }
    assertThat(unsignalled.pendingPackets()).isEqualTo(64);
    assertThat(unsignalled.total().invalid()).isEqualTo(36);
    unsignalled.observe(START, 199, 0, 1, 1, 0);
    assertThat(unsignalled.total().packets()).isEqualTo(64);
    assertThat(unsignalled.total().invalid()).isEqualTo(37);
  }

  private void receive(int first, int last) {
    for (int number = first; number <= last; number++) {
      arrivalNs += MILLISECOND;
      meter.observe(arrivalNs, number & 0xffff, 0, 1_000, 1_054, 0);
    }
  }
}
