package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.decimal;

import java.util.Locale;

/** Figures as the page writes them. */
final class HtmlText {
  private static final double NS_PER_S = 1e9;
  private static final double KILO = 1000;

  private HtmlText() {}

  /** Seconds, or hours, minutes and seconds. */
  static String duration(double seconds) {
    if (seconds < 120) {
      return decimal(seconds, seconds < 10 ? 2 : 1) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%,d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60);
  }

  static String bytes(double bytes) {
    if (bytes < KILO) {
      return decimal(bytes, 0) + " B";
    }
    if (bytes < KILO * KILO) {
      return decimal(bytes / KILO, 1) + " kB";
    }
    return bytes < KILO * KILO * KILO
        ? decimal(bytes / KILO / KILO, 1) + " MB"
        : decimal(bytes / KILO / KILO / KILO, 2) + " GB";
  }

  /** A time as seconds since the capture's first packet. */
  static String since(long timeNs, CaptureReport report) {
    return decimal((timeNs - report.extent().firstNs()) / NS_PER_S, 3) + " s";
  }
}
