package io.camvitals.jobs.deadletter;

import org.slf4j.Logger;

/**
 * Logs what may happen thousands of times a second at most once a second, with the count and the
 * last cause. Thread-safe.
 */
public final class RepeatedWarning {
  private static final long PAUSE_NS = 1_000_000_000L;

  private final Logger log;
  private long lastNs;
  private long unsaid;
  private boolean saidBefore;

  public RepeatedWarning(Logger log) {
    this.log = log;
  }

  /**
   * Logs a warning, or counts it for the next one.
   *
   * @param format with one {@code {}} for the cause
   */
  public synchronized void warn(String format, String cause) {
    long now = System.nanoTime();
    if (saidBefore && now - lastNs < PAUSE_NS) {
      unsaid++;
      return;
    }
    if (unsaid == 0) {
      log.warn(format, cause);
    } else {
      log.warn(format + " ({} more since the last line)", cause, unsaid);
    }
    saidBefore = true;
    lastNs = now;
    unsaid = 0;
  }
}
