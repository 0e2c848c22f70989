package io.camvitals.metrics.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SenderClockTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MS = 1_000_000L;
  private static final long START = 1_700_000_000L * SECOND;

  private static long ntp(long unixNs) {
    long seconds = Math.floorDiv(unixNs, SECOND) + 2_208_988_800L;
    return seconds << 32 | ((long) Math.floorMod(unixNs, SECOND) << 32) / SECOND;
  }

  private final SenderClock clock = new SenderClock();

  /** A report of a clock that is off by so much, and came at once. */
  private static void report(SenderClock to, long arrivalNs, long offsetNs) {
    to.senderReport(arrivalNs, ntp(arrivalNs + offsetNs));
  }

  @Test
  void nothingIsKnownOfTooLittle() {
    report(clock, START, MS);
    report(clock, START + 5 * SECOND, MS);
    assertThat(clock.estimate()).isEmpty();
    report(clock, START + 10 * SECOND, MS);
    SenderClockEstimate estimate = clock.estimate().orElseThrow();
    assertThat(estimate.offsetNs()).isCloseTo(MS, within(10L));
    assertThat(estimate.isDriftKnown()).isFalse();
    for (int i = 3; i < 7; i++) {
      report(clock, START + i * 5L * SECOND, MS);
    }
    assertThat(clock.estimate().orElseThrow().isDriftKnown()).isFalse();
    report(clock, START + 35 * SECOND, MS);
    assertThat(clock.estimate().orElseThrow().driftPpm()).isCloseTo(0, within(0.01));
  }

  @Test
  void aSenderWithoutAClockTellsNothing() {
    for (int i = 0; i < 20; i++) {
      clock.senderReport(START + i * SECOND, 0);
    }
    assertThat(clock.estimate()).isEmpty();
  }

  /** Ten minutes of reports with up to 4 ms of way, and now and then 300 ms. */
  @Property(tries = 200)
  void offsetAndDriftOfAClock(
      @ForAll @IntRange(min = -500, max = 500) int ppm,
      @ForAll @IntRange(min = -100_000, max = 100_000) int offsetMs,
      @ForAll long seed) {
    Random random = new Random(seed);
    SenderClock its = new SenderClock();
    long arrivalNs = START;
    for (int i = 0; i < 120; i++) {
      long sent = START + i * 5L * SECOND + random.nextInt(1_000) * MS;
      long wayNs = random.nextInt(20) == 0 ? 300 * MS : random.nextInt(4_000) * 1_000L;
      arrivalNs = sent + wayNs;
      its.senderReport(arrivalNs, ntp(sent + offsetMs * MS + (sent - START) / 1_000_000 * ppm));
    }
    SenderClockEstimate estimate = its.estimate().orElseThrow();
    assertThat(estimate.driftPpm()).isCloseTo(ppm, within(3.0));
    assertThat(estimate.driftLowerPpm()).isLessThan(estimate.driftPpm());
    assertThat(estimate.driftUpperPpm()).isGreaterThan(estimate.driftPpm());
    assertThat(estimate.driftUpperPpm() - estimate.driftLowerPpm()).isLessThan(10);
    double expectedMs = offsetMs + (arrivalNs - START) / 1e12 * ppm - 2;
    assertThat(estimate.offsetNs() / 1e6).isCloseTo(expectedMs, within(2.0));
    assertThat(its.steps()).isZero();
  }

  @Test
  void aStepBeginsAnewAndAnOutlierDoesNot() {
    for (int i = 0; i < 20; i++) {
      report(clock, START + i * 5L * SECOND, i == 7 ? 900 * MS : 0);
    }
    assertThat(clock.outliers()).isEqualTo(1);
    assertThat(clock.steps()).isZero();
    assertThat(clock.estimate().orElseThrow().offsetNs()).isCloseTo(0, within(10L));
    for (int i = 20; i < 23; i++) {
      report(clock, START + i * 5L * SECOND, -3_600 * SECOND);
    }
    assertThat(clock.steps()).isEqualTo(1);
    assertThat(clock.outliers()).isEqualTo(1);
    SenderClockEstimate estimate = clock.estimate().orElseThrow();
    assertThat(estimate.offsetNs()).isCloseTo(-3_600 * SECOND, within(10L));
    assertThat(estimate.reports()).isEqualTo(3);
  }

  @Test
  void aDriftOverDaysIsNoStep() {
    for (int i = 0; i < 20_000; i++) {
      long arrival = START + i * 10L * SECOND;
      report(clock, arrival, (arrival - START) / 1_000_000 * 400);
    }
    assertThat(clock.steps()).isZero();
    SenderClockEstimate estimate = clock.estimate().orElseThrow();
    assertThat(estimate.driftPpm()).isCloseTo(400, within(0.1));
    assertThat(estimate.reports()).isLessThanOrEqualTo(SenderClock.POINTS);
    assertThat(estimate.spanNs()).isLessThan(3_700 * SECOND);
  }

  @Test
  void anArrivalThatIsSetBackBeginsAnew() {
    for (int i = 0; i < 5; i++) {
      report(clock, START + i * 5L * SECOND, 0);
    }
    for (int i = 0; i < 3; i++) {
      report(clock, START - 1_000 * SECOND + i * 5L * SECOND, 7 * MS);
    }
    assertThat(clock.estimate().orElseThrow().offsetNs()).isCloseTo(7 * MS, within(10L));
    assertThat(clock.steps()).isEqualTo(1);
  }

  @Property(tries = 100)
  void whatWasWrittenGoesOnAsBefore(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    SenderClock first = new SenderClock();
    for (int i = 0; i < random.nextInt(300); i++) {
      report(first, START + i * SECOND, random.nextInt(1_000) * MS);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    first.writeTo(new DataOutputStream(bytes));
    SenderClock second =
        SenderClock.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (int i = 300; i < 320; i++) {
      long offsetNs = random.nextInt(1_000) * MS;
      report(first, START + i * SECOND, offsetNs);
      report(second, START + i * SECOND, offsetNs);
    }
    assertThat(second.estimate()).isEqualTo(first.estimate());
    assertThat(second.steps()).isEqualTo(first.steps());
    assertThat(second.outliers()).isEqualTo(first.outliers());
  }
}
