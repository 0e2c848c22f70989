package io.camvitals.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GilbertElliottTest {
  private static final int PACKETS = 1_000_000;

  @ParameterizedTest
  @CsvSource({"0.01, 3", "0.03, 8", "0.2, 1.5", "0.5, 20"})
  void ratioAndBurstLengthAreAsAsked(double ratio, double meanBurst) {
    GilbertElliott model = new GilbertElliott(ratio, meanBurst, new SplittableRandom(5));
    long lost = 0;
    long bursts = 0;
    boolean before = false;
    for (int i = 0; i < PACKETS; i++) {
      boolean loses = model.loses();
      lost += loses ? 1 : 0;
      bursts += loses && !before ? 1 : 0;
      before = loses;
    }
    assertThat((double) lost / PACKETS).isCloseTo(ratio, within(0.06 * ratio));
    assertThat((double) lost / bursts).isCloseTo(meanBurst, within(0.05 * meanBurst));
  }
}
