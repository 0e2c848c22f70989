package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.TimeLine;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** A stream's figures over time as the page's script takes them: numbers and a unit. */
final class HtmlTimeLine {
  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_MS = 1e6;
  private static final double MEGA = 1e6;
  private static final double KILO = 1e3;

  private final TimeLine line;
  private final long captureStartNs;
  private final double unit;

  HtmlTimeLine(TimeLine line, long captureStartNs) {
    this.line = line;
    this.captureStartNs = captureStartNs;
    double most = 0;
    for (int i = 0; i < line.size(); i++) {
      most = Math.max(most, bitsPerSecond(i));
    }
    unit = most >= MEGA ? MEGA : KILO;
  }

  private double bitsPerSecond(int span) {
    return 8 * line.bytes(span) / (line.widthNs() / NS_PER_S);
  }

  String bitrateUnit() {
    return unit == MEGA ? "Mb/s" : "kb/s";
  }

  /**
   * {@code t} seconds from the capture's start to the first span, {@code w} seconds of a span,
   * {@code n} spans; {@code b} bitrate in unit {@code u}, {@code j} jitter in ms (-1 unknown),
   * {@code l} packets lost, {@code f} and {@code k} kB of the largest frame and key frame, {@code
   * c} frames.
   */
  String json() {
    return "{\"t\":"
        + decimal((line.startNs() - captureStartNs) / NS_PER_S)
        + ",\"w\":"
        + decimal(line.widthNs() / NS_PER_S)
        + ",\"n\":"
        + line.size()
        + ",\"u\":\""
        + bitrateUnit()
        + "\",\"b\":"
        + list(i -> bitsPerSecond(i) / unit)
        + ",\"j\":"
        + list(i -> line.jitterNs(i) < 0 ? -1 : line.jitterNs(i) / NS_PER_MS)
        + ",\"l\":"
        + list(line::lost)
        + ",\"f\":"
        + list(i -> line.frameBytes(i) / KILO)
        + ",\"k\":"
        + list(i -> line.keyFrameBytes(i) / KILO)
        + ",\"c\":"
        + list(line::frames)
        + '}';
  }

  private String list(IntToDoubleFunction values) {
    StringBuilder list = new StringBuilder("[");
    for (int i = 0; i < line.size(); i++) {
      list.append(i == 0 ? "" : ",").append(decimal(values.applyAsDouble(i)));
    }
    return list.append(']').toString();
  }

  /** Four digits are more than a chart shows. */
  private static String decimal(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
  }
}
