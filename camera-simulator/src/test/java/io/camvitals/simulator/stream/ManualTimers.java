package io.camvitals.simulator.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that goes on only when told to, and then at once. */
final class ManualTimers implements Timers {
  private record Timer(long timeNs, Runnable task) {}

  private final List<Timer> timers = new ArrayList<>();
  private long nowNs = 1_000_000_000_000L;

  @Override
  public long nanoTime() {
    return nowNs;
  }

  @Override
  public void at(long timeNs, Runnable task) {
    timers.add(new Timer(timeNs, task));
  }

  /** Runs all that is due within this time, each at its own. */
  void pass(long durationNs) {
    long until = nowNs + durationNs;
    while (true) {
      Timer next =
          timers.stream()
              .filter(timer -> timer.timeNs <= until)
              .min(Comparator.comparingLong(Timer::timeNs))
              .orElse(null);
      if (next == null) {
        nowNs = until;
        return;
      }
      timers.remove(next);
      nowNs = Math.max(nowNs, next.timeNs);
      next.task.run();
    }
  }

  /** Time passes in which nothing runs, as when the machine sleeps. */
  void stall(long durationNs) {
    nowNs += durationNs;
  }
}
