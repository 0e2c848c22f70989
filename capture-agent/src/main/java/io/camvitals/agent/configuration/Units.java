package io.camvitals.agent.configuration;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit: {@code 200ms}, {@code 64MiB}. A number without a unit is not accepted. */
final class Units {
  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,15})\\s*([A-Za-z]+)");
  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L);
  private static final Map<String, Long> BYTES =
      Map.of(
          "B",
          1L,
          "kB",
          1_000L,
          "MB",
          1_000_000L,
          "GB",
          1_000_000_000L,
          "KiB",
          1L << 10,
          "MiB",
          1L << 20,
          "GiB",
          1L << 30);

  private Units() {}

  /** Milliseconds of a duration in ms, s, min or h; empty when it is none. */
  static OptionalLong milliseconds(String text) {
    return quantity(text, MILLISECONDS);
  }

  /** Bytes of a size in B, kB, MB, GB, KiB, MiB or GiB; empty when it is none. */
  static OptionalLong bytes(String text) {
    return quantity(text, BYTES);
  }

  private static OptionalLong quantity(String text, Map<String, Long> units) {
    Matcher matcher = QUANTITY.matcher(text.trim());
    if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2))));
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** The duration as it would be written. */
  static String text(Duration duration) {
    long milliseconds = duration.toMillis();
    return milliseconds % 1_000 == 0 ? milliseconds / 1_000 + "s" : milliseconds + "ms";
  }

  /** The size as it would be written. */
  static String text(long bytes) {
    if (bytes != 0 && bytes % (1L << 30) == 0) {
      return bytes / (1L << 30) + "GiB";
    }
    if (bytes != 0 && bytes % (1L << 20) == 0) {
      return bytes / (1L << 20) + "MiB";
    }
    return bytes != 0 && bytes % (1L << 10) == 0 ? bytes / (1L << 10) + "KiB" : bytes + "B";
  }
}
