package io.camvitals.agent.analyze.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment of a capture.
 *
 * @param ns nanoseconds since the Unix epoch, or, when relative, since the capture's first packet
 */
record FilterTime(long ns, boolean relative) {
  private static final double NS_PER_SECOND = 1e9;
  private static final double LONGEST_SECONDS = 1e9;
  private static final Pattern PART = Pattern.compile("([0-9]{1,10}(?:\\.[0-9]{1,9})?)(ms|s|m|h|)");

  /** As in {@code 2026-03-01T12:00:00Z}, without a zone UTC; or as in {@code 1m30s}, 12.5. */
  static FilterTime parse(String text) {
    if (text.contains("t") || text.contains("-")) {
      return new FilterTime(absolute(text.toUpperCase(Locale.ROOT)), false);
    }
    return new FilterTime(relative(text), true);
  }

  private static long absolute(String text) {
    try {
      boolean zoned = text.matches(".*(Z|T.*[+-]\\d\\d(:?\\d\\d)?)");
      Instant instant =
          zoned
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "this is no time as in 2026-03-01T12:00:00Z or 2026-03-01T12:00:00.250+01:00", e);
    }
  }

  private static long relative(String text) {
    Matcher part = PART.matcher(text);
    double seconds = 0;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      if (part.group(2).isEmpty() && part.end() < text.length()) {
        break;
      }
      seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
      end = part.end();
    }
    if (end < text.length() || text.isEmpty() || seconds > LONGEST_SECONDS) {
      throw new IllegalArgumentException(
          "this is no time: write one as in 2026-03-01T12:00:00Z, or one since the capture's"
              + " beginning as in 90s, 1m30s, 250ms or 12.5");
    }
    return Math.round(seconds * NS_PER_SECOND);
  }

  private static double unit(String name) {
    return switch (name) {
      case "ms" -> 1e-3;
      case "m" -> 60;
      case "h" -> 3600;
      default -> 1;
    };
  }

  /** Nanoseconds since the Unix epoch. */
  long at(long captureStartNs) {
    return relative ? captureStartNs + ns : ns;
  }
}
