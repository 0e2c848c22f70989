package io.camvitals.agent.source.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.observe.WallClock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000 * MILLISECOND;

  private final AtomicLong ahead = new AtomicLong(1_700_000_000L * SECOND);
  private final AtomicLong monotonic = new AtomicLong(System.nanoTime());
  private final WallClock wall = new WallClock();
  private final ArrivalClock clock = new ArrivalClock(wall, monotonic::get, this::realtime);

  private long realtime() {
    return monotonic.get() + ahead.get();
  }

  /** A round in which everything was read. */
  private void round() {
    clock.allWereEmpty(clock.beginRound());
  }

  private void pass(long ns) {
    monotonic.addAndGet(ns);
  }

  @Test
  void aStampBecomesTheAgentsTimeOfThatInstant() {
    round();
    pass(4 * MILLISECOND);
    long arrival = monotonic.get();
    long stamp = realtime();
    pass(6 * MILLISECOND);
    clock.beginRound();
    assertThat(clock.at(stamp)).isEqualTo(wall.at(arrival));
  }

  @Test
  void aStepBetweenArrivalAndReadingMovesNothing() {
    for (long step : new long[] {-3_600 * SECOND, -SECOND, SECOND, 3_600 * SECOND}) {
      round();
      pass(4 * MILLISECOND);
      long arrivalBefore = monotonic.get();
      long stampBefore = realtime();
      pass(MILLISECOND);
      ahead.addAndGet(step);
      pass(MILLISECOND);
      long arrivalAfter = monotonic.get();
      long stampAfter = realtime();
      pass(4 * MILLISECOND);
      clock.beginRound();
      assertThat(clock.at(stampBefore)).isEqualTo(wall.at(arrivalBefore));
      assertThat(clock.at(stampAfter)).isEqualTo(wall.at(arrivalAfter));
    }
  }

  @Test
  void aStepWithinARoundIsNoticedByTheStamp() {
    for (long step : new long[] {-SECOND, SECOND}) {
      round();
      pass(MILLISECOND);
      clock.beginRound();
      ahead.addAndGet(step);
      long arrival = monotonic.get();
      long stamp = realtime();
      pass(1_000);
      assertThat(clock.at(stamp)).isEqualTo(wall.at(arrival));
    }
  }

  @Test
  void aSmallStepShiftsByItselfAtMost() {
    round();
    pass(8 * MILLISECOND);
    long arrival = monotonic.get();
    long stamp = realtime();
    ahead.addAndGet(3 * MILLISECOND);
    clock.beginRound();
    assertThat(clock.at(stamp)).isBetween(wall.at(arrival - 3 * MILLISECOND), wall.at(arrival));
  }

  @Test
  void whatWasQueuedLateKeepsItsTime() {
    pass(MILLISECOND);
    long arrival = monotonic.get();
    long stamp = realtime();
    pass(30 * MILLISECOND);
    round();
    pass(10 * MILLISECOND);
    clock.beginRound();
    assertThat(clock.at(stamp)).isEqualTo(wall.at(arrival));
  }

  @Test
  void aReaderThatStoodStillForSecondsStillTellsTheTruth() {
    round();
    pass(SECOND);
    long arrival = monotonic.get();
    long stamp = realtime();
    pass(3 * SECOND);
    clock.beginRound();
    assertThat(clock.at(stamp)).isEqualTo(wall.at(arrival));
  }

  @Test
  void nothingArrivesInTheFuture() {
    round();
    long stamp = realtime() + 50 * MILLISECOND;
    pass(MILLISECOND);
    clock.beginRound();
    assertThat(clock.at(stamp)).isEqualTo(wall.at(monotonic.get()));
  }
}
