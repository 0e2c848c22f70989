package io.camvitals.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WallClockTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long EPOCH = 1_700_000_000L * SECOND;

  private final AtomicLong monotonic = new AtomicLong(-5 * SECOND);
  private final AtomicLong wall = new AtomicLong(EPOCH);
  private final WallClock clock = new WallClock(monotonic::get, wall::get);

  private void pass(long ns) {
    monotonic.addAndGet(ns);
    wall.addAndGet(ns);
  }

  @Test
  void itTellsTheWallTime() {
    assertThat(clock.now()).isEqualTo(EPOCH);
    pass(3 * SECOND + 7);
    assertThat(clock.now()).isEqualTo(EPOCH + 3 * SECOND + 7);
  }

  @Test
  void aStepOfTheWallClockIsFollowedAtHalfAPerMille() {
    wall.addAndGet(-SECOND / 1_000);
    pass(SECOND);
    clock.now();
    pass(SECOND);
    assertThat(clock.now()).isEqualTo(EPOCH + 2 * SECOND - SECOND / 2_000);
    for (int i = 0; i < 5; i++) {
      pass(SECOND);
      clock.now();
    }
    assertThat(clock.now()).isEqualTo(wall.get());
  }

  @Test
  void aWallClockThatIsSetAfterTheStartIsFollowedAtOnce() {
    wall.addAndGet(3_600 * SECOND);
    pass(SECOND);
    assertThat(clock.now()).isEqualTo(wall.get());
  }

  @Property(tries = 200)
  void itNeverGoesBackAndItsSecondsAreSeconds(
      @ForAll List<@LongRange(min = 0, max = 3_000_000_000L) Long> pauses,
      @ForAll List<@LongRange(min = -20_000_000_000L, max = 20_000_000_000L) Long> steps) {
    long before = clock.now();
    for (int i = 0; i < pauses.size(); i++) {
      if (i < steps.size()) {
        wall.addAndGet(steps.get(i));
      }
      pass(pauses.get(i));
      long now = clock.now();
      long tolerance = pauses.get(i) / 1_000 + 1;
      boolean stepped = now - before > 60 * SECOND;
      assertThat(stepped || Math.abs(now - before - pauses.get(i)) <= tolerance).isTrue();
      before = now;
    }
  }

  @Test
  void aPastInstantHasTheTimeThatItHadThen() {
    pass(3 * SECOND);
    long instant = monotonic.get();
    long then = clock.now();
    wall.addAndGet(3_600 * SECOND);
    pass(SECOND);
    assertThat(clock.now()).as("followed at once").isEqualTo(wall.get());
    assertThat(clock.at(instant)).isEqualTo(then);
    assertThat(clock.at(monotonic.get())).isEqualTo(wall.get());
  }

  @Property(tries = 200)
  void laterInstantsHaveLaterTimesAndTheirDistances(
      @ForAll List<@LongRange(min = 0, max = 900_000_000L) Long> pauses,
      @ForAll List<@LongRange(min = -20_000_000_000L, max = 20_000_000_000L) Long> steps) {
    long instantBefore = monotonic.get();
    long before = clock.at(instantBefore);
    for (int i = 0; i < pauses.size(); i++) {
      if (i < steps.size()) {
        wall.addAndGet(steps.get(i));
      }
      pass(pauses.get(i));
      long instant = monotonic.get() - pauses.get(i) / 3;
      long time = clock.at(instant);
      long distance = instant - instantBefore;
      boolean stepped = time - before > 60 * SECOND;
      assertThat(time).isGreaterThanOrEqualTo(before);
      assertThat(stepped || Math.abs(time - before - distance) <= distance / 1_000 + 1).isTrue();
      instantBefore = instant;
      before = time;
    }
  }
}
