package io.camvitals.metrics.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClockRateHypothesisTest {
  private static final double MS = 1e6;
  private static final long START = 1_700_000_000_000_000_000L;

  /** Frames with the way's jitter, some in bursts and some shown earlier than sent. */
  private static boolean contradicts90kHz(int rate, int frames, int frameMs, long seed) {
    Random random = new Random(seed);
    boolean reordered = random.nextBoolean();
    ClockRateHypothesis hypothesis = new ClockRateHypothesis(90_000);
    int base = random.nextInt();
    for (int i = 0; i < frames; i++) {
      int shown = reordered && i % 3 != 0 ? i - 2 : i;
      double arrivalMs = i * frameMs + random.nextDouble() * frameMs / 4;
      for (int packet = 0; packet < 3; packet++) {
        hypothesis.observe(
            START + (long) ((arrivalMs + packet * 0.2) * MS),
            base + (int) ((long) shown * frameMs * rate / 1_000));
      }
    }
    return hypothesis.isContradicted();
  }

  @Property(tries = 300)
  void theRightRateIsNotContradicted(
      @ForAll @IntRange(min = 1, max = 100) int frames,
      @ForAll @IntRange(min = 10, max = 200) int frameMs,
      @ForAll long seed) {
    assertThat(contradicts90kHz(90_000, frames, frameMs, seed)).isFalse();
  }

  @Property(tries = 300)
  void anotherClockContradicts(
      @ForAll @IntRange(min = 32, max = 100) int frames,
      @ForAll @IntRange(min = 30, max = 200) int frameMs,
      @ForAll long seed) {
    assertThat(contradicts90kHz(1_000_000, frames, frameMs, seed)).isTrue();
    assertThat(contradicts90kHz(1_000, frames, frameMs, seed)).isTrue();
  }

  @Test
  void fewOrBufferedFramesContradictNothing() {
    assertThat(contradicts90kHz(1_000_000, ClockRateHypothesis.FEWEST - 1, 100, 1)).isFalse();
    ClockRateHypothesis burst = new ClockRateHypothesis(90_000);
    for (int i = 0; i < 50; i++) {
      burst.observe(START + (long) (i * 5 * MS), i * 3_600);
    }
    assertThat(burst.isContradicted()).as("2 s of pictures within 250 ms").isFalse();
  }

  /** Two bursts make a line of any slope. */
  @Test
  void aPauseContradictsNothing() {
    ClockRateHypothesis paused = new ClockRateHypothesis(90_000);
    for (int i = 0; i < 20; i++) {
      paused.observe(START + (long) ((i < 10 ? i : 800 + i) * MS), i * 360_000);
    }
    assertThat(paused.isContradicted()).isFalse();
  }
}
