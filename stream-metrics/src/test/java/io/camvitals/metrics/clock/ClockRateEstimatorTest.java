package io.camvitals.metrics.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClockRateEstimatorTest {
  private static final long MS = 1_000_000L;
  private static final long START = 1_700_000_000_000_000_000L;

  private final ClockRateEstimator estimator = new ClockRateEstimator();

  private static int rateOf(ClockRateEstimator of) {
    return of.evidence().map(ClockRateEvidence::clockRate).orElse(0);
  }

  @Provide
  Arbitrary<Integer> rates() {
    return Arbitraries.of(
        8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 90_000, 96_000);
  }

  /** Sound in packets of one length, with the way's jitter, loss and a clock that drifts. */
  @Property(tries = 500)
  void soundIsKnownWithinTenSeconds(
      @ForAll("rates") int rate,
      @ForAll @IntRange(min = 5, max = 60) int packetMs,
      @ForAll @IntRange(max = 40) int jitterMs,
      @ForAll @IntRange(min = -500, max = 500) int ppm,
      @ForAll @IntRange(max = 20) int lossPercent,
      @ForAll long seed) {
    Random random = new Random(seed);
    ClockRateEstimator its = new ClockRateEstimator();
    int timestamp = random.nextInt();
    TreeMap<Long, Integer> byArrival = new TreeMap<>();
    for (int i = 0; i * packetMs < 10_000; i++) {
      double sent = i * packetMs * (1 + ppm / 1e6);
      long arrival = START + (long) (sent * MS) + (long) (random.nextDouble() * jitterMs * MS);
      if (random.nextInt(100) >= lossPercent) {
        byArrival.put(arrival, timestamp + (int) ((long) i * packetMs * rate / 1_000));
      }
    }
    byArrival.forEach(its::observe);
    assertThat(rateOf(its)).isEqualTo(rate);
    ClockRateEvidence evidence = its.evidence().orElseThrow();
    assertThat(evidence.lowerRate()).isLessThanOrEqualTo(evidence.measuredRate());
    assertThat(evidence.upperRate()).isGreaterThanOrEqualTo(evidence.measuredRate());
    assertThat(evidence.timestamps()).isGreaterThanOrEqualTo(ClockRateEstimator.FEWEST);
  }

  /** Pictures at a rate that changes, in bursts of packets, some shown earlier than sent. */
  @Property(tries = 300)
  void videoIsKnownWithinTwentySeconds(@ForAll long seed) {
    Random random = new Random(seed);
    ClockRateEstimator its = new ClockRateEstimator();
    int base = random.nextInt();
    double timeMs = 0;
    boolean reordered = random.nextBoolean();
    while (timeMs < 20_000) {
      double shown = reordered && random.nextInt(3) > 0 ? timeMs - 80 : timeMs;
      int timestamp = base + (int) (shown * 90);
      double arrivalMs = timeMs + random.nextDouble() * 15;
      int packets = random.nextInt(25) == 0 ? 60 : 1 + random.nextInt(5);
      for (int i = 0; i < packets; i++) {
        its.observe(START + (long) ((arrivalMs + i * 0.3) * MS), timestamp);
      }
      timeMs += 20 + random.nextInt(random.nextInt(30) == 0 ? 400 : 60);
    }
    assertThat(rateOf(its)).isEqualTo(90_000);
  }

  /** Talk and silence; timestamps run on, or stand still. Whatever is said must be right. */
  @Property(tries = 300)
  void silenceSuppressionDoesNotDeceive(
      @ForAll("rates") int rate, @ForAll boolean runsOn, @ForAll long seed) {
    Random random = new Random(seed);
    ClockRateEstimator its = new ClockRateEstimator();
    double timeMs = 0;
    double mediaMs = 0;
    while (timeMs < 60_000) {
      int talkMs = 200 + random.nextInt(4_000);
      for (int spoken = 0; spoken < talkMs; spoken += 20) {
        long arrival = START + (long) ((timeMs + random.nextDouble() * 10) * MS);
        its.observe(arrival, (int) (long) (mediaMs * rate / 1_000));
        timeMs += 20;
        mediaMs += 20;
      }
      int silenceMs = random.nextInt(3_000);
      timeMs += silenceMs;
      mediaMs += runsOn ? silenceMs : 0;
    }
    assertThat(rateOf(its)).isIn(0, rate);
    if (runsOn) {
      assertThat(rateOf(its)).isEqualTo(rate);
    }
  }

  @Property(tries = 200)
  void aBurstAtTheBeginningDoesNotDeceive(@ForAll("rates") int rate, @ForAll long seed) {
    Random random = new Random(seed);
    ClockRateEstimator its = new ClockRateEstimator();
    int burstMs = random.nextInt(8_000);
    for (int media = 0; media < 60_000; media += 20) {
      double arrivalMs = media < burstMs ? media / 20.0 : media - burstMs + burstMs / 20.0;
      its.observe(START + (long) (arrivalMs * MS), (int) ((long) media * rate / 1_000));
    }
    assertThat(rateOf(its)).isIn(0, rate);
  }

  @Property(tries = 300)
  void aRateThatIsNoneIsUnknown(
      @ForAll @DoubleRange(min = 1_000, max = 300_000) double rate, @ForAll long seed) {
    for (int known : ClockRateEstimator.rates()) {
      if (Math.abs(rate - known) < 0.015 * known) {
        return;
      }
    }
    Random random = new Random(seed);
    ClockRateEstimator its = new ClockRateEstimator();
    for (int ms = 0; ms < 30_000; ms += 20) {
      long arrival = START + ms * MS + random.nextInt(5_000_000);
      its.observe(arrival, (int) (long) (ms * rate / 1_000));
    }
    assertThat(rateOf(its)).isZero();
  }

  @Property(tries = 300)
  void timestampsWithoutAClockAreUnknown(@ForAll long seed) {
    Random random = new Random(seed);
    ClockRateEstimator its = new ClockRateEstimator();
    int timestamp = 0;
    int most = 1 << random.nextInt(31);
    for (int i = 0; i < 2_000; i++) {
      timestamp += random.nextInt(most) - most / 4;
      its.observe(START + i * 7L * MS, random.nextBoolean() ? random.nextInt() : timestamp);
    }
    assertThat(rateOf(its)).isZero();
  }

  @Property(tries = 100)
  void picturesHaveNoClockOfSound(
      @ForAll("rates") int rate, @ForAll @IntRange(min = 2, max = 9) int packets) {
    ClockRateEstimator its = new ClockRateEstimator();
    for (int ms = 0; ms < 10_000; ms += 40) {
      for (int i = 0; i < packets; i++) {
        its.observe(START + (ms + i) * MS, (int) ((long) ms * rate / 1_000));
      }
    }
    assertThat(rateOf(its)).isEqualTo(rate == 90_000 ? rate : 0);
  }

  @Test
  void tooLittleIsUnknown() {
    for (int i = 0; i < 70; i++) {
      estimator.observe(START + i * 20L * MS, i * 160);
    }
    assertThat(estimator.evidence()).isEmpty();
    boolean became = false;
    for (int i = 70; i < 100; i++) {
      became |= estimator.observe(START + i * 20L * MS, i * 160);
    }
    assertThat(became).isTrue();
    assertThat(rateOf(estimator)).isEqualTo(8_000);
    assertThat(estimator.observe(START + 2_000 * MS, 100 * 160)).isFalse();
  }

  @Test
  void twoClustersAreNoLine() {
    for (int i = 0; i < 40; i++) {
      long ms = i < 20 ? i : 60_000 + i;
      estimator.observe(START + ms * MS, (int) (ms * 48));
    }
    assertThat(estimator.evidence()).isEmpty();
  }
}
