package io.camvitals.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StreamTruthTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final long FIRST = 65_530;

  private final StreamTruth truth = new StreamTruth("cam-1", "0000000a", 0xab, "udp", FIRST);

  private PacketTruth packet(long number) {
    return truth.packet(FIRST + number, 100, 0);
  }

  @Test
  void aDroppedPacketIsLostOnceALaterOneHasLeft() {
    packet(0).sent();
    packet(1).dropped();
    assertThat(truth.take(TIME).packetsLost()).isZero();
    packet(2).sent();
    TruthLine line = truth.take(TIME);
    assertThat(line.packetsLost()).isEqualTo(1);
    assertThat(line.lostSequences()).containsExactly(65_531);
    assertThat(truth.take(TIME).packetsLost()).isZero();
  }

  @Test
  void whatIsDroppedBeforeTheFirstAndAfterTheLastIsNotLost() {
    packet(0).dropped();
    packet(1).sent();
    packet(2).dropped();
    TruthLine line = truth.take(TIME);
    assertThat(line.packetsLost()).isZero();
    assertThat(line.packetsDropped()).isEqualTo(2);
  }

  @Test
  void aLowerFirstPacketMakesThoseBehindItLost() {
    packet(1).dropped();
    packet(2).sent();
    assertThat(truth.take(TIME).packetsLost()).isZero();
    packet(0).sent();
    TruthLine line = truth.take(TIME);
    assertThat(line.packetsLost()).isEqualTo(1);
    assertThat(line.reordered()).isEqualTo(1);
  }

  @Test
  void sequenceNumbersWrap() {
    packet(0).sent();
    packet(8).dropped();
    packet(9).sent();
    assertThat(truth.take(TIME).lostSequences()).containsExactly(2);
  }

  @Test
  void aRestartBeginsAnotherSequence() {
    PacketTruth before = packet(0);
    PacketTruth dropped = packet(1);
    before.sent();
    dropped.dropped();
    truth.restarted(FIRST + 20_000);
    packet(20_000).sent();
    packet(20_001).sent();
    TruthLine line = truth.take(TIME);
    assertThat(line.packetsLost()).isZero();
    assertThat(line.restarts()).isEqualTo(1);
    assertThat(line.reordered()).isZero();
  }

  @Test
  void aPacketOfWhichOneCopyLeftIsNotDropped() {
    packet(0).sent();
    PacketTruth twice = packet(1);
    twice.duplicated();
    twice.failed();
    packet(2).sent();
    twice.sent();
    TruthLine line = truth.take(TIME);
    assertThat(line.packetsLost()).isZero();
    assertThat(line.sendErrors()).isEqualTo(1);
    assertThat(line.duplicates()).isZero();
    assertThat(line.reordered()).isEqualTo(1);
  }

  @Test
  void delaysAreToldInMilliseconds() {
    truth.packet(FIRST, 100, 12_345_678).sent();
    TruthLine line = truth.take(TIME);
    assertThat(line.delayed()).isEqualTo(1);
    assertThat(line.delayMaxMs()).isEqualTo(12.346);
    assertThat(line.payloadBytes()).isEqualTo(100);
  }

  /** What happens to a packet: its number is the index in a list of these. */
  enum Fate {
    SENT,
    SENT_TWICE,
    DROPPED
  }

  @Property(tries = 500)
  void sumsEqualARecountOfWhatLeft(
      @ForAll @Size(max = 60) List<Fate> fates,
      @ForAll @Size(min = 120, max = 120) List<@IntRange(max = 20) Integer> delays,
      @ForAll @IntRange(min = 1, max = 10) int linesEvery) {
    StreamTruth stream = new StreamTruth("cam-1", "0000000a", 0xab, "udp", FIRST);
    List<Runnable> events = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    List<Integer> sent = new ArrayList<>();
    for (int i = 0; i < fates.size(); i++) {
      int number = i;
      PacketTruth packet = stream.packet(FIRST + i, 10, 0);
      Runnable send =
          () -> {
            sent.add(number);
            packet.sent();
          };
      switch (fates.get(i)) {
        case DROPPED -> schedule(events, times, i, packet::dropped);
        case SENT -> schedule(events, times, i + (long) delays.get(i), send);
        case SENT_TWICE -> {
          packet.duplicated();
          schedule(events, times, i + (long) delays.get(i), send);
          schedule(events, times, i + (long) delays.get(60 + i), send);
        }
      }
    }
    List<TruthLine> lines = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      events.get(i).run();
      if (i % linesEvery == 0) {
        lines.add(stream.take(TIME));
      }
    }
    lines.add(stream.take(TIME));

    Recount recount = Recount.of(sent);
    assertThat(lines.stream().mapToLong(TruthLine::packetsSent).sum()).isEqualTo(sent.size());
    assertThat(lines.stream().mapToLong(TruthLine::duplicates).sum()).isEqualTo(recount.duplicates);
    assertThat(lines.stream().mapToLong(TruthLine::reordered).sum()).isEqualTo(recount.reordered);
    assertThat(lines.stream().mapToLong(TruthLine::packetsLost).sum()).isEqualTo(recount.lost);
  }

  private static void schedule(List<Runnable> events, List<Long> times, long time, Runnable event) {
    int at = 0;
    while (at < times.size() && times.get(at) <= time) {
      at++;
    }
    times.add(at, time);
    events.add(at, event);
  }

  /** The table of definitions, said once more as simply as can be. */
  private record Recount(long lost, long reordered, long duplicates) {
    static Recount of(List<Integer> sent) {
      Set<Integer> seen = new HashSet<>();
      long reordered = 0;
      long duplicates = 0;
      for (int number : sent) {
        if (seen.contains(number)) {
          duplicates++;
        } else if (seen.stream().anyMatch(other -> other > number)) {
          reordered++;
        }
        seen.add(number);
      }
      long lost = 0;
      if (!seen.isEmpty()) {
        int first = seen.stream().min(Integer::compare).orElseThrow();
        int last = seen.stream().max(Integer::compare).orElseThrow();
        lost = 1L + last - first - seen.size();
      }
      return new Recount(lost, reordered, duplicates);
    }
  }
}
