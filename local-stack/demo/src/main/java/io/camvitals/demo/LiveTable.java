package io.camvitals.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The cameras' figures as lines of text for a terminal. */
final class LiveTable {
  private static final String ROW = "%-8s %-4s %9s %6s %7s %6s %6s %8s %9s %6s  %s";

  private final List<SimulatedCamera> cameras;

  LiveTable(List<SimulatedCamera> cameras) {
    this.cameras = cameras;
  }

  /**
   * The table.
   *
   * @param measured by camera; one without documents yet is shown as waiting
   */
  List<String> lines(Map<String, MeasuredCamera> measured) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            ROW,
            "camera",
            "via",
            "packets",
            "lost",
            "loss %",
            "reord",
            "dupl",
            "jitter",
            "bitrate",
            "fps",
            "faults in its plan"));
    for (SimulatedCamera camera : cameras) {
      lines.add(row(camera, measured.get(camera.id())));
    }
    return lines;
  }

  private static String row(SimulatedCamera camera, MeasuredCamera measured) {
    String faults = camera.faults().isEmpty() ? "none" : String.join(", ", camera.faults());
    if (measured == null) {
      return String.format(
          ROW, camera.id(), camera.transport(), "waiting", "", "", "", "", "", "", "", faults);
    }
    CameraCounts counts = measured.counts();
    return String.format(
        Locale.ROOT,
        ROW,
        camera.id(),
        camera.transport(),
        counts.packets(),
        counts.lost(),
        String.format(Locale.ROOT, "%.3f", 100 * counts.lossRatio()),
        counts.reordered(),
        counts.duplicates(),
        figure(measured.jitterMs(), "%.1f ms"),
        figure(measured.bitrateBps() / 1e6, "%.2f Mb/s"),
        figure(measured.frameRate(), "%.1f"),
        faults);
  }

  private static String figure(double value, String format) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
  }
}
