package io.camvitals.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for a person. */
final class ReportText {
  private static final String ROW = "%-8s %-4s %17s %13s %13s %13s  %s";

  private static final String FURTHER = "%-8s %9s %10s %10s %8s %12s %8s %7s";

  private final DemoReport report;

  ReportText(DemoReport report) {
    this.report = report;
  }

  /** Sent and measured side by side, then the pipeline's figures. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("What was sent / what was measured:");
    lines.add(
        String.format(ROW, "camera", "via", "packets", "lost", "reordered", "duplicates", ""));
    report.cameras().forEach(camera -> lines.add(row(camera)));
    lines.add("");
    lines.add("What RTSP, RTCP and the frames tell besides:");
    lines.add(
        String.format(
            FURTHER,
            "camera",
            "requests",
            "response",
            "slowest",
            "reports",
            "clock",
            "damaged",
            "spoilt"));
    report.cameras().forEach(camera -> lines.add(further(camera)));
    lines.add("");
    lines.add(
        String.format(
            "%d documents, %d dead letters; a document could be searched %d ms (median), %d ms"
                + " (99th percentile) after the end of its window",
            report.documents(),
            report.deadLetters(),
            report.freshness().p50Ms(),
            report.freshness().p99Ms()));
    report.restarts().forEach((name, n) -> lines.add(name + " was started again " + n + " times"));
    return lines;
  }

  private static String row(CameraComparison camera) {
    CameraCounts sent = camera.truth();
    CameraCounts measured = camera.measured().counts();
    String verdict =
        sent.equals(measured)
            ? "equal"
            : camera.excuse().map(reason -> "not compared: " + reason).orElse("DIFFERENT");
    return String.format(
        ROW,
        camera.camera(),
        camera.transport(),
        sent.packets() + " / " + measured.packets(),
        sent.lost() + " / " + measured.lost(),
        sent.reordered() + " / " + measured.reordered(),
        sent.duplicates() + " / " + measured.duplicates(),
        verdict);
  }

  private String further(CameraComparison camera) {
    FurtherVitals vitals = report.further(camera);
    return String.format(
        FURTHER,
        camera.camera(),
        vitals.rtspRequests(),
        ms(vitals.rtspResponseMs()),
        ms(vitals.rtspResponseMaxMs()),
        vitals.senderReports(),
        ms(vitals.clockOffsetMs()),
        vitals.damagedFrames(),
        vitals.spoiltFrames());
  }

  private static String ms(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f ms", value) : "-";
  }
}
