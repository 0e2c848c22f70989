package io.camvitals.simulator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EventLoopTest {
  @Test
  void timersRunInTheOrderOfTheirTimesAndThenOfTheirGiving() throws IOException {
    List<Integer> order = new ArrayList<>();
    try (EventLoop loop = new EventLoop()) {
      long now = loop.nanoTime();
      loop.at(now + 3_000_000, loop::stop);
      loop.at(now + 2_000_000, () -> order.add(2));
      loop.at(now + 1_500_000, () -> order.add(0));
      loop.at(now + 1_500_000, () -> order.add(1));
      loop.run();
      assertThat(loop.nanoTime() - now).isGreaterThanOrEqualTo(3_000_000);
    }
    assertThat(order).containsExactly(0, 1, 2);
  }

  @Test
  void aTimerIsNeverEarly() throws IOException {
    List<Long> early = new ArrayList<>();
    try (EventLoop loop = new EventLoop()) {
      long now = loop.nanoTime();
      for (int i = 1; i <= 100; i++) {
        long time = now + i * 137_000L;
        loop.at(
            time,
            () -> {
              if (loop.nanoTime() < time) {
                early.add(time);
              }
            });
      }
      loop.at(now + 20_000_000, loop::stop);
      loop.run();
    }
    assertThat(early).isEmpty();
  }

  @Test
  void aTaskThatFailsDoesNotStopTheOthers() throws IOException {
    List<String> ran = new ArrayList<>();
    try (EventLoop loop = new EventLoop()) {
      loop.execute(
          () -> {
            throw new IllegalStateException("a task of a test that fails as it should");
          });
      loop.execute(() -> ran.add("second"));
      loop.execute(loop::stop);
      loop.run();
    }
    assertThat(ran).containsExactly("second");
  }

  @Test
  void otherThreadsWakeASleepingLoop() throws Exception {
    try (EventLoop loop = new EventLoop()) {
      CountDownLatch asleep = new CountDownLatch(1);
      loop.execute(asleep::countDown);
      Thread other =
          new Thread(
              () -> {
                try {
                  asleep.await();
                  loop.stop();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      other.start();
      loop.run();
      other.join();
    }
  }
}
