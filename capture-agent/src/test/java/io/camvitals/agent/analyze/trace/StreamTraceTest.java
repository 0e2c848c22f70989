package io.camvitals.agent.analyze.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamTraceTest {
  private static final long START_NS = 1_700_000_000_000_000_000L;
  private static final long MS = 1_000_000L;

  private final PacketNumbers numbers = new PacketNumbers();
  private final TimeLine line = new TimeLine();
  private final StreamTrace trace = new StreamTrace(numbers, 8_000, false, Optional.of(line));
  private long frame;

  @Test
  void runsOfLossesAreToldWithThePacketBehindThem() {
    for (int sequence : new int[] {65_533, 65_534, 3, 4, 6, 7, 20, 21}) {
      packet(sequence, 0);
    }
    List<LossRuns.Run> runs = trace.lossRuns().longest();
    assertThat(runs).hasSize(3);
    assertThat(runs.get(0).missing()).isEqualTo(12);
    assertThat(runs.get(0).firstSequenceNumber()).isEqualTo(8);
    assertThat(runs.get(0).lastSequenceNumber()).isEqualTo(19);
    assertThat(runs.get(0).next().frame()).isEqualTo(7);
    assertThat(runs.get(1).missing()).isEqualTo(4);
    assertThat(runs.get(1).firstSequenceNumber()).isEqualTo(65_535);
    assertThat(runs.get(1).lastSequenceNumber()).isEqualTo(2);
    assertThat(runs.get(1).next().frame()).isEqualTo(3);
  }

  @Test
  void aPacketThatComesLateIsNotMissingAndADuplicateChangesNothing() {
    for (int sequence : new int[] {1, 5, 3, 3, 5, 2, 6}) {
      packet(sequence, 0);
    }
    List<LossRuns.Run> runs = trace.lossRuns().longest();
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).length()).isEqualTo(3);
    assertThat(runs.get(0).missing()).isEqualTo(1);
    assertThat(lost()).isEqualTo(1);
  }

  @Test
  void aRestartIsNoLoss() {
    for (int sequence : new int[] {1, 2, 3, 40_000, 40_001, 40_002}) {
      packet(sequence, 0);
    }
    assertThat(trace.lossRuns().longest()).isEmpty();
    assertThat(lost()).isZero();
    assertThat(trace.firstRestart().orElseThrow().frame()).isEqualTo(5);
  }

  @Test
  void aStrayPacketIsNeitherLossNorRestart() {
    for (int sequence : new int[] {1, 2, 40_000, 3, 4}) {
      packet(sequence, 0);
    }
    assertThat(trace.lossRuns().longest()).isEmpty();
    assertThat(trace.firstRestart()).isEmpty();
  }

  /** 3 s without a packet, in which the sender's clock went on by 20 ms: it was held up. */
  @Test
  void thePauseTellsWhatTheSendersClockDid() {
    numbers.packet(0, 1, START_NS);
    trace.packet(1, 0, 160, 200, false, START_NS, -1);
    numbers.packet(0, 2, START_NS + 3_000 * MS);
    trace.packet(2, 160, 160, 200, false, START_NS + 3_000 * MS, 5);
    assertThat(trace.pause().value()).isEqualTo(3_000 * MS);
    assertThat(trace.pause().packet()).isEqualTo(new PacketReference(0, 2, START_NS + 3_000 * MS));
    assertThat(trace.pauseBySenderNs()).isEqualTo(20 * MS);
    assertThat(trace.jitter().value()).isEqualTo(5);
  }

  @Test
  void packetsOfAFileThatBeganEarlierAreCounted() {
    for (int i = 0; i < 10; i++) {
      numbers.packet(i % 2, 1, START_NS + i);
      trace.packet(i, 0, 1, 1, false, START_NS + i, -1);
    }
    assertThat(trace.packetsOfEarlierFiles()).isEqualTo(4);
  }

  /**
   * Whatever is lost and however the rest is mixed, what is missing at the end is what was lost.
   */
  @Property(tries = 500)
  void lossesAreWhatNeverCame(
      @ForAll Random random, @ForAll @IntRange(min = 0, max = 65_535) int start) {
    PacketNumbers counter = new PacketNumbers();
    TimeLine course = new TimeLine();
    StreamTrace its = new StreamTrace(counter, 0, false, Optional.of(course));
    List<Integer> came = new ArrayList<>();
    int dropped = 0;
    for (int i = 0; i < 400; i++) {
      if (i == 0 || i == 399 || random.nextInt(10) > 0) {
        came.add(i);
      } else {
        dropped++;
      }
    }
    for (int i = 1; i + 5 < came.size() - 1; i += 5) {
      Collections.shuffle(came.subList(i, i + 5), random);
    }
    int number = 0;
    for (int each : came) {
      long time = START_NS + number * MS;
      counter.packet(0, ++number, time);
      its.packet(start + each & 0xffff, 0, 1, 1, false, time, -1);
    }
    its.end();
    long told = 0;
    for (int i = 0; i < course.size(); i++) {
      told += course.lost(i);
    }
    assertThat(told).isEqualTo(dropped);
  }

  @Property(tries = 300)
  void aTimeLineKeepsAllAndStaysSmall(@ForAll Random random) {
    TimeLine course = new TimeLine();
    long time = START_NS;
    long bytes = 0;
    for (int i = 0; i < 2_000; i++) {
      time +=
          random.nextInt(5) == 0
              ? random.nextInt(2_000_000_000) * 1_000L
              : random.nextInt(1_000_000);
      int size = random.nextInt(1_500);
      bytes += size;
      course.packet(time - random.nextInt(1_000_000), size, random.nextInt(100));
    }
    course.coarsen(2_000);
    assertThat(course.size()).isBetween(1, TimeLine.MOST);
    long told = 0;
    for (int i = 0; i < course.size(); i++) {
      told += course.bytes(i);
    }
    assertThat(told).isEqualTo(bytes);
    assertThat(course.widthNs() * course.size())
        .isGreaterThanOrEqualTo(time - START_NS - 2_000_000_000_000L);
  }

  @Test
  void numbersAreRememberedForAWhile() {
    for (int i = 1; i <= 40_000; i++) {
      numbers.packet(i > 30_000 ? 1 : 0, i, START_NS + i * MS);
    }
    assertThat(numbers.at(START_NS + 39_000 * MS))
        .isEqualTo(new PacketReference(1, 39_000, START_NS + 39_000 * MS));
    assertThat(numbers.at(START_NS + 100 * MS).isKnown()).isFalse();
    assertThat(numbers.since(START_NS + 39_000 * MS - 1).frame()).isEqualTo(39_000);
    assertThat(numbers.since(START_NS).isKnown()).isFalse();
    assertThat(numbers.current().frame()).isEqualTo(40_000);
  }

  private void packet(int sequence, int timestamp) {
    frame++;
    numbers.packet(0, frame, START_NS + frame * MS);
    trace.packet(sequence, timestamp, 160, 200, false, START_NS + frame * MS, -1);
  }

  private long lost() {
    long lost = 0;
    for (int i = 0; i < line.size(); i++) {
      lost += line.lost(i);
    }
    return lost;
  }
}
