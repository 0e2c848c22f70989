package io.camvitals.agent.analyze;

import java.util.Locale;

/** Figures as the reports for people write them; what is not known is a dash. */
final class ReportText {
  static final String UNKNOWN = "-";
  private static final double NS_PER_MS = 1e6;

  private ReportText() {}

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String counted(long number, String noun) {
    return count(number) + ' ' + noun + (number == 1 ? "" : "s");
  }

  /** NaN is unknown. */
  static String decimal(double value, int decimals) {
    return Double.isNaN(value)
        ? UNKNOWN
        : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** Nanoseconds as milliseconds; negative is unknown. */
  static String ms(long nanoseconds, int decimals) {
    return nanoseconds < 0 ? UNKNOWN : decimal(nanoseconds / NS_PER_MS, decimals);
  }

  /** NaN is unknown. */
  static String bitrate(double bitsPerSecond) {
    if (Double.isNaN(bitsPerSecond)) {
      return UNKNOWN;
    }
    if (bitsPerSecond >= 999_500) {
      return String.format(Locale.ROOT, "%,.2f Mb/s", bitsPerSecond / 1e6);
    }
    return String.format(Locale.ROOT, "%,.1f kb/s", bitsPerSecond / 1e3);
  }
}
