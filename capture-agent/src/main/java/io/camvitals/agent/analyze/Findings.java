package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is to be said of a capture, the worst first, at most {@value #MOST}; of the figures that are
 * reported, and by the limits of docs/analyze.md.
 */
final class Findings {
  static final int MOST = 500;

  private static final int OF_A_KIND = 3;

  private Findings() {}

  static List<Finding> of(CaptureReport report) {
    List<Finding> findings = new ArrayList<>();
    ofCapture(report, findings::add);
    report.streams().forEach(stream -> StreamFindings.of(stream, findings::add));
    ConnectionFindings.of(report.connections(), findings::add);
    RtcpFindings.of(report, findings::add);
    report.transportStreams().forEach(ts -> TransportStreamFindings.of(ts, findings::add));
    return mixed(findings.stream().sorted(Finding.WORST_FIRST).toList());
  }

  /**
   * Within a severity the worst {@value #OF_A_KIND} of each kind come first, so that two hundred
   * streams with one trouble do not hide another one.
   */
  private static List<Finding> mixed(List<Finding> sorted) {
    Map<Finding, Integer> rounds = new IdentityHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Finding finding : sorted) {
      int before = seen.merge(finding.severity() + finding.kind(), 1, Integer::sum) - 1;
      rounds.put(finding, before / OF_A_KIND);
    }
    return sorted.stream()
        .sorted(Comparator.comparing(Finding::severity).thenComparing(rounds::get))
        .limit(MOST)
        .toList();
  }

  /** What makes all figures doubtful. */
  private static void ofCapture(CaptureReport report, Consumer<Finding> findings) {
    if (report.captureDropped() > 0) {
      findings.accept(
          capture(
              Severity.CRITICAL,
              "capture-drops",
              "The capturing program dropped "
                  + ReportText.counted(report.captureDropped(), "packet")
                  + ": what is lost below may never have been lost on the network.",
              report.captureDropped()));
    }
    for (CaptureReport.AnalyzedFile file : report.files()) {
      file.damage()
          .ifPresent(
              damage ->
                  findings.accept(
                      capture(
                          Severity.NOTE,
                          "damaged-file",
                          file.file()
                              + " is damaged at byte "
                              + ReportText.count(damage.offset())
                              + ": "
                              + damage.reason()
                              + ".",
                          0)));
    }
    long truncated =
        rejected(report, "truncated-header") + rejected(report, "rtp-header-not-captured");
    if (truncated > 0) {
      findings.accept(
          capture(
              Severity.WARNING,
              "truncated-packets",
              "The capture's snapshot length cut the headers of "
                  + ReportText.counted(truncated, "packet")
                  + ": they are measured nowhere.",
              truncated));
    }
    if (report.incompleteDatagrams() > 0) {
      findings.accept(
          capture(
              Severity.WARNING,
              "incomplete-datagrams",
              "An IP fragment is missing of "
                  + ReportText.counted(report.incompleteDatagrams(), "UDP datagram")
                  + ": each such loss is that of a whole datagram.",
              report.incompleteDatagrams()));
    }
  }

  private static long rejected(CaptureReport report, String reason) {
    return report.rejected().getOrDefault(reason, 0L);
  }

  private static Finding capture(Severity severity, String kind, String text, double weight) {
    return new Finding(severity, kind, "", text, Optional.empty(), "", weight);
  }
}
