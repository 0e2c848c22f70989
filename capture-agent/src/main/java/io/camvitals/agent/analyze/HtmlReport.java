package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;
import static io.camvitals.agent.analyze.ReportText.decimal;

import io.camvitals.agent.analyze.html.HtmlPage;
import io.camvitals.agent.analyze.html.HtmlWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** The report as one page of HTML that needs nothing but itself. */
final class HtmlReport implements ReportFormat {
  private static final int MOST_FINDINGS_AT_ONCE = 12;

  @Override
  public void write(CaptureReport report, Writer out) throws IOException {
    HtmlPage.write("Capture report: " + title(report), html -> body(report, html), out);
  }

  private static String title(CaptureReport report) {
    String first = String.valueOf(report.files().get(0).file().getFileName());
    return report.files().size() == 1
        ? first
        : first + " and " + counted(report.files().size() - 1L, "more file");
  }

  private static void body(CaptureReport report, HtmlWriter html) throws IOException {
    List<Finding> findings = report.findings();
    head(report, html);
    navigation(report, html);
    html.open("main");
    tiles(report, findings, html);
    findings(report, findings, html);
    new HtmlStreams(report).write(html);
    HtmlConnections.write(report, html);
    HtmlMedia.write(report, html);
    capture(report, html);
    html.close();
    html.element(
        "footer",
        "Times on the axes are seconds since the capture's first packet. Packet numbers are"
            + " Wireshark's frame.number within the file. Credentials in URLs are masked; addresses,"
            + " names of devices and paths are not. What each figure means is told in"
            + " docs/analyze.md of Camvitals.");
  }

  private static void head(CaptureReport report, HtmlWriter html) throws IOException {
    CaptureExtent extent = report.extent();
    html.open("header", "class", "head");
    html.element("h1", "Capture report: " + title(report));
    html.open("div", "class", "soft");
    html.text(
        JsonReport.time(extent.firstNs())
            + " to "
            + JsonReport.time(extent.lastNs())
            + ", "
            + HtmlText.duration(extent.durationSeconds())
            + "; "
            + String.join(", ", extent.linkTypes()));
    html.close();
    if (report.selection().isPresent()) {
      html.open("div").text("Shown: ");
      html.element("code", report.selection().get().filter());
      html.text(" (" + counted(report.selection().get().hiddenStreams(), "stream") + " not shown)");
      html.close();
    }
    html.close();
  }

  private static void navigation(CaptureReport report, HtmlWriter html) throws IOException {
    html.open("nav", "aria-label", "Parts of the report");
    html.element("a", "Findings", "href", "#findings");
    html.element("a", "Streams", "href", "#streams");
    link(!report.connections().rtsp().isEmpty(), "RTSP", "#rtsp", html);
    link(!report.connections().tcp().isEmpty(), "TCP", "#tcp", html);
    link(!report.rtcp().isEmpty(), "RTCP", "#rtcp", html);
    link(!report.transportStreams().isEmpty(), "MPEG-TS", "#ts", html);
    html.element("a", "Capture", "href", "#capture");
    html.close();
  }

  private static void link(boolean there, String name, String target, HtmlWriter html)
      throws IOException {
    if (there) {
      html.element("a", name, "href", target);
    }
  }

  private static void tiles(CaptureReport report, List<Finding> findings, HtmlWriter html)
      throws IOException {
    long lost = report.streams().stream().mapToLong(StreamReport::lost).sum();
    long expected = report.streams().stream().mapToLong(StreamReport::expected).sum();
    double bits = report.streams().stream().mapToDouble(StreamReport::wireBytes).sum() * 8;
    double seconds = report.extent().durationSeconds();
    html.open("div", "class", "tiles");
    tile(count(report.streams().size()), "RTP streams", html);
    tile(count(report.packets()), "packets, " + HtmlText.bytes(report.extent().bytes()), html);
    tile(HtmlText.duration(seconds), "duration", html);
    tile(
        expected == 0 ? "-" : decimal(100.0 * lost / expected, 2) + " %",
        "of RTP packets lost (" + count(lost) + ")",
        html);
    tile(
        seconds > 0 ? ReportText.bitrate(bits / seconds) : "-",
        "of all streams, on the wire",
        html);
    tile(
        count(findings.stream().filter(f -> f.severity() != Finding.Severity.NOTE).count()),
        "findings to look at",
        html);
    html.close();
  }

  private static void tile(String value, String name, HtmlWriter html) throws IOException {
    html.open("div", "class", "tile").element("b", value).element("span", name).close();
  }

  private static void findings(CaptureReport report, List<Finding> findings, HtmlWriter html)
      throws IOException {
    html.open("section", "id", "findings").element("h2", "Findings");
    if (findings.isEmpty()) {
      html.element("p", "Nothing stands out by the limits that are looked at.");
    } else {
      int split = Math.min(MOST_FINDINGS_AT_ONCE, findings.size());
      list(report, findings.subList(0, split), html);
      if (split < findings.size()) {
        html.open("p").close().open("details", "class", "item");
        html.element("summary", counted(findings.size() - (long) split, "more finding"));
        list(report, findings.subList(split, findings.size()), html);
        html.close();
      }
    }
    html.close();
  }

  private static void list(CaptureReport report, List<Finding> findings, HtmlWriter html)
      throws IOException {
    html.open("div", "class", "card");
    for (Finding finding : findings) {
      String severity = finding.severity().text();
      html.open("div", "class", "finding");
      html.element("span", severity, "class", "badge " + severity);
      html.open("div");
      html.element(
          "div",
          finding.subject().isEmpty() ? "The capture" : finding.subject(),
          "class",
          "subject");
      html.element("div", finding.text());
      html.open("div", "class", "where");
      if (finding.packet().isPresent()) {
        html.text("Look at " + report.place(finding.packet().get()));
        html.text(", " + HtmlText.since(finding.packet().get().timeNs(), report) + ". ");
      }
      if (!finding.displayFilter().isEmpty()) {
        html.text("Wireshark: ").element("code", finding.displayFilter());
      }
      html.close().close().close();
    }
    html.close();
  }

  private static void capture(CaptureReport report, HtmlWriter html) throws IOException {
    html.open("section", "id", "capture").element("h2", "Capture");
    HtmlTable files = new HtmlTable("File", "Format", "#Packets", "Damage");
    for (CaptureReport.AnalyzedFile file : report.files()) {
      files
          .row()
          .text(file.file().toString())
          .text(file.format())
          .number(file.packets(), count(file.packets()))
          .text(
              file.damage()
                  .map(d -> "at byte " + count(d.offset()) + ": " + d.reason())
                  .orElse("none"));
    }
    files.write(html);
    html.open("p").close();
    html.element(
        "p",
        count(report.rtpPackets())
            + " packets are RTP, "
            + count(report.rtcpPackets())
            + " RTCP, "
            + count(report.transportStreamDatagrams())
            + " MPEG-TS without RTP; "
            + count(report.connections().interleavedPackets())
            + " of these came within TCP. The others, by reason:");
    HtmlTable others = new HtmlTable("Reason", "#Packets");
    for (Map.Entry<String, Long> reason : report.rejected().entrySet()) {
      others.row().text(reason.getKey()).number(reason.getValue(), count(reason.getValue()));
    }
    others.write(html);
    html.close();
  }
}
