package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a capture held, in words: the end of the report for people. */
final class CaptureSummary {
  private final CaptureReport report;

  CaptureSummary(CaptureReport report) {
    this.report = report;
  }

  void write(Writer out) throws IOException {
    if (report.streams().isEmpty()) {
      out.write(
          report.foundStreams() > 0
              ? "No RTP stream is selected by the filter.\n"
              : "No RTP stream was found.\n");
    }
    out.write(
        String.format(
            Locale.ROOT,
            "%s read: %s RTP in %s, %s RTCP, %s other%s.%n",
            counted(report.packets(), "packet"),
            count(report.rtpPackets()),
            counted(report.foundStreams(), "stream"),
            count(report.rtcpPackets()),
            count(
                report.packets()
                    + report.connections().interleavedPackets()
                    - report.rtpPackets()
                    - report.rtcpPackets()
                    - report.transportStreamDatagrams()),
            reasons()));
    if (report.selection().isPresent()) {
      out.write(
          counted(report.streams().size(), "stream")
              + " shown by the filter: "
              + report.selection().get().filter().strip()
              + '\n');
    }
    if (report.transportStreamDatagrams() > 0) {
      out.write(
          counted(report.transportStreamDatagrams(), "datagram") + " of MPEG-TS without RTP.\n");
    }
    if (report.incompleteDatagrams() > 0) {
      out.write(
          counted(report.incompleteDatagrams(), "UDP datagram")
              + " lacked an IP fragment and could not be looked at.\n");
    }
    if (!report.link().encapsulations().isEmpty()) {
      out.write("Taken off the packets: " + counts(report.link().encapsulations()) + ".\n");
    }
    if (report.link().wireless().isPresent()) {
      out.write(wireless(report.link().wireless().get()));
    }
    for (String hint : hints()) {
      out.write(hint + '\n');
    }
  }

  private String reasons() {
    return report.rejected().isEmpty() ? "" : " (" + counts(report.rejected()) + ')';
  }

  /** The largest first. */
  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(each -> each.getKey() + " " + count(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String wireless(WirelessReport wireless) {
    WirelessReport.Figures figures = wireless.all();
    String signal =
        Double.isNaN(figures.signalMeanDbm())
            ? ""
            : String.format(
                Locale.ROOT,
                "; signal %.0f dBm (%.0f to %.0f)",
                figures.signalMeanDbm(),
                figures.signalMinDbm(),
                figures.signalMaxDbm());
    String channels =
        wireless.channels().isEmpty()
            ? ""
            : (wireless.channels().size() == 1 ? " on channel " : " on channels ")
                + wireless.channels().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Wireless: %s%s, %s damaged; %s with data, of which %s encrypted and %s sent again%s.%n",
        counted(figures.frames(), "frame"),
        channels,
        count(figures.damaged()),
        count(figures.dataFrames()),
        count(figures.encrypted()),
        count(figures.retries()),
        signal);
  }

  private List<String> hints() {
    List<String> hints = new ArrayList<>();
    if (report.rejected().containsKey("no-timestamp")) {
      hints.add("Packets without a time (pcapng simple packet blocks) cannot be measured.");
    }
    String unknown =
        report.streams().stream()
            .filter(stream -> stream.clockRate() == 0)
            .flatMap(stream -> stream.payloadTypes().stream())
            .distinct()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      hints.add(
          "Jitter needs a clock rate, and nothing in the packets tells that of payload type "
              + unknown
              + "; if you know it: --clock-rate "
              + unknown.replaceAll(",.*", "")
              + "=RATE.");
    }
    return hints;
  }
}
