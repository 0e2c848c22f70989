package io.camvitals.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What the demo says to the person at the terminal: steps with the time since the start, and a
 * table that is drawn over itself where the terminal can do that.
 */
final class Console {
  private static final String UP_AND_CLEAR = "\u001b[%dA\u001b[0J";

  private final PrintStream out;
  private final boolean redraws;
  private final Instant start = Instant.now();
  private int drawnLines;

  /**
   * @param redraws whether the terminal understands cursor movement; otherwise each table is
   *     printed below the last
   */
  Console(PrintStream out, boolean redraws) {
    this.out = out;
    this.redraws = redraws;
  }

  /** Seconds since the demo began. */
  double elapsedSeconds() {
    return Duration.between(start, Instant.now()).toMillis() / 1000.0;
  }

  /** One step, with its time. */
  synchronized void step(String text) {
    drawnLines = 0;
    out.printf(Locale.ROOT, "[%6.1f s] %s%n", elapsedSeconds(), text);
    out.flush();
  }

  /** Lines without a time. */
  synchronized void say(List<String> lines) {
    drawnLines = 0;
    lines.forEach(out::println);
    out.flush();
  }

  /** A table that replaces the one drawn before, unless something else was said in between. */
  synchronized void draw(List<String> lines) {
    if (redraws && drawnLines > 0) {
      out.printf(UP_AND_CLEAR, drawnLines);
    }
    lines.forEach(out::println);
    out.flush();
    drawnLines = lines.size();
  }

  /** Whether tables are drawn over themselves. */
  boolean redraws() {
    return redraws;
  }
}
