package io.camvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamMeterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;
  private static final long MILLISECOND = 1_000_000L;

  private final StreamMeter meter = new StreamMeter(StreamMeterSettings.ofSeconds(90_000, true));

  @Test
  void aLossIsChargedToTheWindowThatSawItsGapAndTakenBackThere() {
    packet(0, 65_534);
    packet(1_100, 1);
    assertThat(window(1).lost()).isEqualTo(2);
    assertThat(window(1).lossRun(2)).isEqualTo(1);
    assertThat(changed()).containsExactly(START);

    packet(2_100, 65_535);

    assertThat(window(1).lost()).isEqualTo(1);
    assertThat(window(1).lossRun(1)).isEqualTo(1);
    assertThat(window(1).lossRun(2)).isZero();
    assertThat(window(2).reordered()).isEqualTo(1);
    assertThat(window(2).lost()).isZero();
    assertThat(changed()).containsExactly(START + SECOND);
    assertThat(changed()).isEmpty();
  }

  @Test
  void aSilentStreamsOpenWindowIsVisitedWhenTheCallerSaysSo() {
    packet(0, 1);
    assertThat(changed()).isEmpty();
    List<Long> starts = new ArrayList<>();
    meter.forEachChangedWindow(Long.MAX_VALUE, starts::add);
    assertThat(starts).containsExactly(START);
  }

  @Test
  void anUnsignalledStreamCountsFromTwoConsecutiveNumbersOn() {
    StreamMeter unsignalled = new StreamMeter(StreamMeterSettings.ofSeconds(0, false));
    unsignalled.observe(START, 10, 0, 1, 2, 0);
    unsignalled.observe(START, 12, 0, 1, 2, 0);
    assertThat(unsignalled.isConfirmed()).isFalse();
    assertThat(unsignalled.total()).isNull();
    assertThat(unsignalled.pendingPackets()).isEqualTo(2);

    unsignalled.observe(START, 11, 0, 1, 2, 0);

    assertThat(unsignalled.isConfirmed()).isTrue();
    assertThat(unsignalled.total().packets()).isEqualTo(3);
    assertThat(unsignalled.total().reordered()).isEqualTo(1);
    assertThat(unsignalled.total().lost()).isZero();
    assertThat(unsignalled.total().restarts()).isZero();
  }

  private void packet(long milliseconds, int sequenceNumber) {
    meter.observe(START + milliseconds * MILLISECOND, sequenceNumber, 0, 1_000, 1_054, 0);
  }

  private WindowMetrics window(int second) {
    return meter.window(START + second * SECOND);
  }

  private List<Long> changed() {
    List<Long> starts = new ArrayList<>();
    meter.forEachChangedWindow(starts::add);
    return starts;
  }
}
