package io.camvitals.metrics.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RobustLineTest {
  @Property
  void pointsOnALineGiveIt(
      @ForAll @DoubleRange(min = -1e5, max = 1e5) double slope,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double intercept,
      @ForAll @IntRange(min = 2, max = 100) int size) {
    double[] x = new double[size];
    double[] y = new double[size];
    for (int i = 0; i < size; i++) {
      x[i] = i * 3;
      y[i] = intercept + slope * x[i];
    }
    RobustLine line = RobustLine.fit(x, y, size);
    assertThat(line.slope()).isCloseTo(slope, within(1e-3));
    assertThat(line.at(5)).isCloseTo(intercept + 5 * slope, within(1.0));
    assertThat(line.lower()).isLessThanOrEqualTo(line.slope());
    assertThat(line.upper()).isGreaterThanOrEqualTo(line.slope());
  }

  @Test
  void aQuarterOfThePointsMayBeAnywhere() {
    Random random = new Random(1);
    double[] x = new double[80];
    double[] y = new double[80];
    for (int i = 0; i < 80; i++) {
      x[i] = i;
      y[i] = 7 + 2 * i + (i % 4 == 0 ? random.nextInt(10_000) : 0);
    }
    assertThat(RobustLine.fit(x, y, 80).slope()).isCloseTo(2, within(0.5));
  }

  /** The interval holds the true slope in about 95 of 100 cases: here at least 90 are asked for. */
  @Test
  void theIntervalHoldsTheSlope() {
    Random random = new Random(2);
    int held = 0;
    for (int round = 0; round < 500; round++) {
      double[] x = new double[40];
      double[] y = new double[40];
      for (int i = 0; i < 40; i++) {
        x[i] = i + random.nextDouble() / 2;
        y[i] = 0.5 * x[i] + random.nextGaussian() * 3;
      }
      RobustLine line = RobustLine.fit(x, y, 40);
      held += line.lower() <= 0.5 && 0.5 <= line.upper() ? 1 : 0;
    }
    assertThat(held).isBetween(450, 500);
  }
}
