package io.camvitals.agent.logging;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A warning that may repeat for each packet: it is logged at most once a second, with the number of
 * times that it came since the line before and its last cause. Safe for use by several threads.
 */
public final class RepeatedWarning {
  private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

  private final Logger logger;
  private final String message;
  private final LongSupplier nanoTime;
  private long nextLineAt;
  private long unlogged;

  /**
   * @param message what went wrong; the cause follows it after a colon
   */
  public RepeatedWarning(Logger logger, String message) {
    this(logger, message, System::nanoTime);
  }

  RepeatedWarning(Logger logger, String message, LongSupplier nanoTime) {
    this.logger = logger;
    this.message = message;
    this.nanoTime = nanoTime;
    this.nextLineAt = nanoTime.getAsLong();
  }

  /** Warns, or counts the warning for the next line. */
  public void warn(String cause) {
    long times;
    synchronized (this) {
      unlogged++;
      long now = nanoTime.getAsLong();
      if (now - nextLineAt < 0) {
        return;
      }
      nextLineAt = now + INTERVAL_NS;
      times = unlogged;
      unlogged = 0;
    }
    if (times == 1) {
      logger.warn("{}: {}", message, cause);
    } else {
      logger.warn("{} ({} times since the last line): {}", message, times, cause);
    }
  }
}
