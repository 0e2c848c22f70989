package io.camvitals.agent.source.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RealtimeOffsetTest {
  private static final long EPOCH = 1_700_000_000_000_000_000L;

  private final AtomicLong monotonic = new AtomicLong(-77);
  private final AtomicLong ahead = new AtomicLong(EPOCH);
  private final Random random = new Random(1);
  private long longestLook = 1_000;

  /** Each look at a clock takes its time. */
  private long look(long addend) {
    monotonic.addAndGet(random.nextLong(longestLook));
    return monotonic.get() + addend;
  }

  private RealtimeOffset offset() {
    return new RealtimeOffset(() -> look(0), () -> look(ahead.get()));
  }

  @Test
  void itBecomesMoreExactWithEachLook() {
    longestLook = 10_000_000;
    RealtimeOffset offset = offset();
    longestLook = 100;
    offset.measure();
    assertThat(Math.abs(offset.current() - EPOCH)).isLessThan(100);
    longestLook = 10_000_000;
    offset.measure();
    assertThat(Math.abs(offset.current() - EPOCH)).as("one bad look").isLessThan(100);
  }

  @Test
  void aStepIsFoundAndWhatWasBeforeIsKept() {
    RealtimeOffset offset = offset();
    offset.measure();
    long before = offset.current();
    long at = monotonic.get();
    assertThat(offset.steppedSince(at)).isFalse();
    ahead.addAndGet(5_000_000);
    offset.measure();
    assertThat(offset.steppedSince(at)).isTrue();
    assertThat(offset.steppedSince(monotonic.get())).isFalse();
    assertThat(offset.beforeStep()).isEqualTo(before);
    assertThat(Math.abs(offset.current() - EPOCH - 5_000_000)).isLessThan(2_000);
  }

  @Property(tries = 300)
  void itIsNeverFurtherOffThanALookTakes(
      @ForAll List<@LongRange(min = -10_000_000, max = 10_000_000) Long> steps) {
    RealtimeOffset offset = offset();
    for (long step : steps) {
      ahead.addAndGet(step);
      offset.measure();
      assertThat(Math.abs(offset.current() - ahead.get())).isLessThan(2 * longestLook);
    }
  }
}
