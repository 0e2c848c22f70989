package io.camvitals.agent.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.packet.CapturedPacket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimestampFilterTest {
  private static final long START = Instant.parse("2023-11-14T22:13:20Z").getEpochSecond();
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  private final List<Long> passed = new ArrayList<>();
  private final CaptureCounters counters = new CaptureCounters();
  private final TimestampFilter filter =
      new TimestampFilter(
          packet -> passed.add(packet.timestampNs() / 1_000_000_000L - START), counters);

  @Test
  void passesWhatGoesOnWithPausesAndReordering() {
    packets(START, START + 1, START + 5 * HOUR, START + 5 * HOUR + 1, START + 5 * HOUR);
    filter.end();
    assertThat(passed).containsExactly(0L, 1L, 5 * HOUR, 5 * HOUR + 1, 5 * HOUR);
    assertThat(rejected()).isZero();
    assertThat(filter.steps()).isZero();
    assertThat(filter.clockNotSet()).isFalse();
  }

  @Test
  void rejectsSinglePacketsOfAnotherCentury() {
    packets(START, YEAR_2100, START + 1, 0, 7, START + 2, YEAR_2100, 0, START + 3);
    filter.end();
    assertThat(passed).containsExactly(0L, 1L, 2L, 3L);
    assertThat(rejected()).isEqualTo(5);
    assertThat(filter.steps()).isZero();
  }

  @Test
  void rejectsADamagedTimeAtTheBeginningAndAtTheEnd() {
    packets(0, START, START + 1, YEAR_2100, YEAR_2100);
    filter.end();
    assertThat(passed).containsExactly(0L, 1L);
    assertThat(rejected()).isEqualTo(3);
  }

  @Test
  void takesOutAStepOfTheClockAndSaysWhere() {
    packets(10, 11, 12, START, START + 1, START + 2, START + 3);
    filter.end();
    assertThat(passed)
        .containsExactly(
            10 - START, 11 - START, 12 - START, 12 - START, 13 - START, 14 - START, 15 - START);
    assertThat(filter.steps()).isEqualTo(1);
    assertThat(filter.firstStepPacket()).isEqualTo(4);
    assertThat(filter.firstStepNs()).isEqualTo((START - 12) * 1_000_000_000L);
    assertThat(filter.clockNotSet()).isTrue();
    assertThat(rejected()).isZero();
  }

  @Test
  void takesOutAStepBack() {
    packets(START, START + 1, START - 3 * HOUR, START - 3 * HOUR + 1, START - 3 * HOUR + 2);
    packets(START - 3 * HOUR + 3, START + 10 * DAY, START - 3 * HOUR + 4);
    filter.end();
    assertThat(passed).containsExactly(0L, 1L, 1L, 2L, 3L, 4L, 5L);
    assertThat(filter.steps()).isEqualTo(1);
    assertThat(filter.firstStepNs()).isEqualTo(-(3 * HOUR + 1) * 1_000_000_000L);
    assertThat(rejected()).isEqualTo(1);
  }

  @Test
  void aCaptureWithFewPacketsFarApartIsTaken() {
    packets(START, START + 2 * HOUR, START + 5 * HOUR, START + 9 * HOUR, START + 14 * HOUR);
    filter.end();
    assertThat(passed).containsExactly(0L, 2 * HOUR, 5 * HOUR, 9 * HOUR, 14 * HOUR);
    assertThat(rejected()).isZero();
  }

  @Test
  void aCaptureOfTwoPacketsWhoseClockWasNotSetIsTaken() {
    packets(1, 2);
    assertThat(passed).isEmpty();
    filter.end();
    assertThat(passed).hasSize(2);
    assertThat(filter.clockNotSet()).isTrue();
  }

  @Test
  void interfacesMayHaveClocksOfTheirOwn() {
    for (int i = 0; i < 5; i++) {
      filter.packet(packet(START + i, 0));
      filter.packet(packet(START + 7 * HOUR + i, 1));
    }
    filter.end();
    assertThat(passed).hasSize(10);
    assertThat(rejected()).isZero();
  }

  @Test
  void whatHasNoTimeIsLeftToOthers() {
    CapturedPacket packet = packet(START, 0);
    packet.clearTimestamp();
    filter.packet(packet);
    assertThat(passed).containsExactly(-START);
  }

  @Property
  void everyPacketIsPassedOrCountedOnce(@ForAll @Size(max = 30) List<Long> times) {
    passed.clear();
    CaptureCounters counted = new CaptureCounters();
    TimestampFilter any = new TimestampFilter(packet -> passed.add(packet.timestampNs()), counted);
    for (long time : times) {
      CapturedPacket packet = packet(START, (int) (time & 1));
      packet.setTimestampNs(time);
      any.packet(packet);
    }
    any.end();
    long rejected = counted.snapshot().rejected().getOrDefault(TimestampFilter.REASON, 0L);
    assertThat(passed.size() + rejected).isEqualTo(times.size());
  }

  private void packets(long... seconds) {
    for (long each : seconds) {
      filter.packet(packet(each, 0));
    }
  }

  private static CapturedPacket packet(long seconds, int interfaceIndex) {
    CapturedPacket packet = new CapturedPacket();
    packet.set(ByteBuffer.allocate(4), 0, 4, 4, 1, interfaceIndex);
    packet.setTimestampNs(seconds * 1_000_000_000L);
    return packet;
  }

  private long rejected() {
    Map<String, Long> rejected = counters.snapshot().rejected();
    return rejected.getOrDefault(TimestampFilter.REASON, 0L);
  }
}
