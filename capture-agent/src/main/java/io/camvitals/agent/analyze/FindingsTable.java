package io.camvitals.agent.analyze;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** The worst findings, as lines of text. */
final class FindingsTable {
  static final int MOST = 10;

  private FindingsTable() {}

  static void write(CaptureReport report, int width, Writer out) throws IOException {
    List<Finding> findings = report.findings();
    for (Finding finding : findings.subList(0, Math.min(MOST, findings.size()))) {
      String head = finding.severity().name() + (finding.subject().isEmpty() ? "" : "  ");
      out.write(head + finding.subject() + '\n');
      String where =
          finding
              .packet()
              .map(packet -> String.format(Locale.ROOT, " [%s]", report.place(packet)))
              .orElse("");
      wrap(finding.text() + where, Math.min(width, 120), out);
    }
    if (findings.size() > MOST) {
      out.write(
          "("
              + ReportText.counted(findings.size() - MOST, "more finding")
              + "; --format json and --html list them)\n");
    }
    if (!findings.isEmpty()) {
      out.write('\n');
    }
  }

  private static void wrap(String text, int width, Writer out) throws IOException {
    StringBuilder line = new StringBuilder("  ");
    for (String word : text.replaceAll("\\p{Cntrl}", "?").split(" ", -1)) {
      if (line.length() > 2 && line.length() + word.length() + 1 > width) {
        out.write(line.toString().stripTrailing() + '\n');
        line.setLength(2);
      }
      line.append(line.length() > 2 ? " " : "").append(word);
    }
    out.write(line.toString().stripTrailing() + '\n');
  }
}
