package io.camvitals.agent.analyze;

import io.camvitals.agent.source.file.CaptureMerge;
import java.io.PrintWriter;
import java.util.Locale;

/** A bar on standard error while much is read. */
final class Progress implements AutoCloseable {
  private static final long SMALLEST = 64L << 20;
  private static final long INTERVAL_MS = 100;
  private static final int BAR = 30;

  private final CaptureMerge merge;
  private final PrintWriter err;
  private final Thread thread;

  private Progress(CaptureMerge merge, PrintWriter err) {
    this.merge = merge;
    this.err = err;
    this.thread = new Thread(this::show, "progress");
    thread.setDaemon(true);
  }

  /**
   * Shows the progress of reading until it is closed; nothing for small ones, and nothing where the
   * size is not known.
   */
  static Progress of(CaptureMerge merge, PrintWriter err, boolean wanted) {
    Progress progress = new Progress(merge, err);
    if (wanted && merge.size() >= SMALLEST) {
      progress.thread.start();
    }
    return progress;
  }

  private void show() {
    try {
      while (true) {
        Thread.sleep(INTERVAL_MS);
        err.print('\r' + line(merge.progress(), merge.size()));
        err.flush();
      }
    } catch (InterruptedException e) {
      // close() ends it; the thread has nothing else to do.
    }
  }

  static String line(long done, long size) {
    double part = Math.min(1, (double) done / size);
    int filled = (int) (part * BAR);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %,d of %,d MB",
        "#".repeat(filled),
        ".".repeat(BAR - filled),
        100 * part,
        done >> 20,
        size >> 20);
  }

  @Override
  public void close() {
    if (!thread.isAlive()) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    err.print('\r' + " ".repeat(line(0, merge.size()).length() + 8) + '\r');
    err.flush();
  }
}
