package io.camvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;

  private final StreamMeter meter = new StreamMeter(StreamMeterSettings.ofSeconds(90_000, true));
  private int sequence = 1;

  @Test
  void aWindowHasEndedWhenAPacketArrivedAtItsEnd() {
    at(0.0);
    at(0.999_999_999);
    assertThat(changed()).isEmpty();
    at(1.0);
    assertThat(changed()).containsExactly(START);
    assertThat(meter.window(START).packets()).isEqualTo(2);
    assertThat(meter.window(START).durationNs()).isEqualTo(SECOND);
    assertThat(meter.window(START + 7 * SECOND)).isNull();
  }

  @Test
  void aRollupIsVisitedWhenItHasEndedAndAgainWhenAPartOfItChanged() {
    at(0.5);
    at(3.5);
    at(9.9);
    assertThat(changed()).containsExactly(START, START + 3 * SECOND);
    assertThat(changedRollups(meter.highestArrivalNs())).isEmpty();
    at(10.1);
    assertThat(changedRollups(meter.highestArrivalNs())).containsExactly(START);
    assertThat(meter.merged(START, START + 10 * SECOND).packets()).isEqualTo(3);
    assertThat(meter.merged(START, START + 10 * SECOND).durationNs()).isEqualTo(10 * SECOND);
    assertThat(changedRollups(meter.highestArrivalNs())).isEmpty();

    at(4.0);

    assertThat(changedRollups(meter.highestArrivalNs())).containsExactly(START);
    assertThat(changedRollups(Long.MAX_VALUE)).containsExactly(START + 10 * SECOND);
  }

  @Test
  void aRollupThatHasExpiredInPartIsNotVisitedAgain() {
    at(0.5);
    at(5.5);
    at(20.0);
    assertThat(changedRollups(meter.highestArrivalNs())).containsExactly(START);
    meter.expire(START + 3 * SECOND);
    at(5.6);
    assertThat(changedRollups(meter.highestArrivalNs())).isEmpty();
    assertThat(meter.total().packets()).isEqualTo(4);
  }

  @Test
  void whatExpiresRemainsInTheTotal() {
    at(0.5);
    sequence += 2;
    at(1.5);
    at(2.5);
    meter.expire(START + 2 * SECOND);
    assertThat(meter.window(START)).isNull();
    assertThat(meter.window(START + SECOND)).isNull();
    assertThat(meter.window(START + 2 * SECOND)).isNotNull();
    assertThat(meter.total().lost()).isEqualTo(2);

    sequence = 3;
    at(1.7);

    assertThat(meter.window(START + SECOND)).as("an expired window does not come back").isNull();
    assertThat(meter.total().lost()).isEqualTo(1);
    assertThat(meter.total().packets()).isEqualTo(4);
  }

  @Test
  void windowsThatWereReadGoByThemselvesAfterTheTimeToRetain() {
    at(0.5);
    at(1.5);
    changed();
    changedRollups(Long.MAX_VALUE);
    at(61.5);
    assertThat(meter.window(START)).isNull();
    assertThat(meter.window(START + SECOND)).as("its last change was not read").isNotNull();
  }

  @Test
  void windowsThatNobodyReadsAreBounded() {
    for (int i = 0; i < 1_000; i++) {
      at(i);
    }
    assertThat(changed()).hasSizeLessThan(200);
    assertThat(meter.total().packets()).isEqualTo(1_000);
  }

  @Test
  void aClockThatIsSetBackGoesOnWithTheNewTime() {
    at(7_200.5);
    at(7_201.5);
    at(0.5);
    assertThat(meter.highestArrivalNs()).isEqualTo(START + SECOND / 2);
    assertThat(changed()).containsExactly(START + 7_200 * SECOND, START + 7_201 * SECOND);
    at(1.5);
    assertThat(changed()).containsExactly(START);
    assertThat(meter.total().packets()).isEqualTo(4);
    assertThat(meter.total().lost()).isZero();
  }

  @Test
  void aClockThatStepsBackALittleFillsTheWindowAgain() {
    at(0.5);
    at(2.5);
    at(0.7);
    assertThat(meter.window(START).packets()).isEqualTo(2);
    assertThat(meter.window(START).interarrivalMaxNs()).isEqualTo(-1);
    assertThat(meter.highestArrivalNs()).isEqualTo(START + 5 * SECOND / 2);
  }

  @Test
  void captureLossMarksTheWindowsThatItTouches() {
    at(0.5);
    at(1.5);
    sequence += 7;
    meter.captureDropped(START + 2 * SECOND, 7);
    at(2.0);
    at(3.0);
    assertThat(meter.window(START).captureComplete()).isTrue();
    assertThat(meter.window(START + SECOND).captureComplete()).isFalse();
    assertThat(meter.window(START + SECOND).captureDropped()).isZero();
    assertThat(meter.window(START + 2 * SECOND).captureComplete()).isFalse();
    assertThat(meter.window(START + 2 * SECOND).captureDropped()).isEqualTo(7);
    assertThat(meter.window(START + 2 * SECOND).lost()).isEqualTo(7);
    assertThat(meter.window(START + 3 * SECOND).captureComplete()).isTrue();
    assertThat(meter.total().captureComplete()).isFalse();
  }

  @Test
  void aMeterOfAnotherVersionIsRefused() {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[] {7, 0, 0}));
    assertThatThrownBy(() -> StreamMeter.readFrom(in))
        .isInstanceOf(IOException.class)
        .hasMessage("a stream meter of version 7, not 1");
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new StreamMeterSettings(-1, true, 1, 0))
        .hasMessage("clockRate -1 is negative");
    assertThatThrownBy(() -> new StreamMeterSettings(0, true, 0, 0))
        .hasMessage("windowNs 0 is below 1");
    assertThatThrownBy(() -> new StreamMeterSettings(0, true, 1, -5))
        .hasMessage("retainNs -5 is negative");
  }

  private void at(double seconds) {
    meter.observe(START + Math.round(seconds * SECOND), sequence++ & 0xffff, 0, 1_000, 1_054, 0);
  }

  private List<Long> changed() {
    List<Long> starts = new ArrayList<>();
    meter.forEachChangedWindow(starts::add);
    return starts;
  }

  private List<Long> changedRollups(long endedByNs) {
    List<Long> starts = new ArrayList<>();
    meter.forEachChangedRollup(10 * SECOND, endedByNs, starts::add);
    return starts;
  }
}
