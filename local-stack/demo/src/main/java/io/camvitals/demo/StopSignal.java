package io.camvitals.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The person's wish that the demo end (Ctrl-C, SIGTERM). */
final class StopSignal {
  private final CountDownLatch requested = new CountDownLatch(1);

  /** Asks the demo to end. */
  void request() {
    requested.countDown();
  }

  /** Whether it was asked to end. */
  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /**
   * Goes on, unless the demo was asked to end.
   *
   * @throws DemoStoppedException when it was
   */
  void check() throws DemoStoppedException {
    if (isRequested()) {
      throw new DemoStoppedException();
    }
  }

  /** Waits that long, or until it is asked to end. */
  void await(Duration duration) throws InterruptedException {
    // Why it woke does not matter: callers ask isRequested.
    boolean ignored = requested.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
