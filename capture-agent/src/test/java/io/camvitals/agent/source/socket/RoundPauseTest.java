package io.camvitals.agent.source.socket;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundPauseTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void withLittleRoomItComesRoundOften() {
    assertThat(RoundPause.ns(425_984)).as("Debian's default").isEqualTo(MILLISECOND);
    assertThat(RoundPause.ns(2 * 1_048_576)).isBetween(2 * MILLISECOND, 4 * MILLISECOND);
    assertThat(RoundPause.ns(8 * 1_048_576)).isEqualTo(10 * MILLISECOND);
  }

  @Property
  void fullFramesOfAGigabitFitInUnlessTheBufferIsTiny(
      @ForAll @IntRange(min = 800_000, max = 1 << 30) int granted) {
    long frames = RoundPause.ns(granted) / 12_304;
    assertThat(frames * 4_352).isLessThanOrEqualTo(granted);
  }
}
