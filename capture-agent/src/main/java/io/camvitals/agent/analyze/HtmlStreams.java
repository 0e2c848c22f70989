package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.bitrate;
import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;

import io.camvitals.agent.analyze.html.HtmlWriter;
import io.camvitals.agent.analyze.trace.PacketReference;
import io.camvitals.agent.analyze.trace.StreamTrace;
import io.camvitals.agent.analyze.trace.TimeLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The streams' table, and of each stream its figures and their course over time. */
final class HtmlStreams {
  /** More streams than these are in the JSON report alone. */
  static final int MOST_ROWS = 2_000;

  /** More streams than these have a row, but no part of their own. */
  static final int MOST_DETAILS = 500;

  private static final int OPEN_AT_FIRST = 3;
  private static final double BAD_LOSS = 0.01;

  private final CaptureReport report;

  HtmlStreams(CaptureReport report) {
    this.report = report;
  }

  void write(HtmlWriter html) throws IOException {
    List<StreamReport> streams = report.streams();
    html.open("section", "id", "streams").element("h2", "Streams");
    if (streams.isEmpty()) {
      html.element(
          "p",
          report.foundStreams() > 0
              ? "No RTP stream is selected by the filter."
              : "No RTP stream was found.");
      html.close();
      return;
    }
    if (streams.size() > 5) {
      html.open("div", "class", "tools");
      html.open(
          "input",
          "type",
          "search",
          "id",
          "search",
          "placeholder",
          "Address, codec, SSRC",
          "aria-label",
          "Show the streams with these words");
      html.element("span", counted(streams.size(), "stream"), "id", "shown", "class", "soft");
      html.close();
    }
    table(html);
    html.element("h2", "Over time");
    html.element(
        "p",
        "Loss is where the gap in the sequence numbers shows; jitter is RFC 3550's after each packet,"
            + " of each span the greatest; frame sizes are payload bytes, of each span the largest."
            + " The arrow keys move through a chart.");
    for (int i = 0; i < Math.min(MOST_DETAILS, streams.size()); i++) {
      details(streams.get(i), i, html);
    }
    if (streams.size() > MOST_DETAILS) {
      html.element(
          "p", "Of the first " + MOST_DETAILS + " streams; --filter and --sort choose others.");
    }
    html.close();
  }

  private void table(HtmlWriter html) throws IOException {
    HtmlTable table =
        new HtmlTable(
                "Source",
                "Destination",
                "SSRC",
                "Codec",
                "#Packets",
                "#Lost",
                "#Loss %",
                "#Reordered",
                "#Duplicates",
                "#Jitter ms",
                "#Jitter max ms",
                "#Longest gap ms",
                "#Bitrate",
                "#Frames/s",
                "#Seconds")
            .id("stream-table");
    List<StreamReport> streams = report.streams();
    for (int i = 0; i < Math.min(MOST_ROWS, streams.size()); i++) {
      StreamReport stream = streams.get(i);
      table.row();
      String source = EndpointText.of(stream.source());
      if (i < MOST_DETAILS) {
        table.link(source, "#s" + i);
      } else {
        table.text(source);
      }
      table
          .text(EndpointText.of(stream.destination()))
          .text("0x" + stream.ssrc())
          .text(codec(stream) + (stream.transport().equals("tcp") ? " in TCP" : ""))
          .number(stream.packets(), count(stream.packets()))
          .number(stream.lost(), count(stream.lost()))
          .number(
              100 * stream.lossRatio(),
              decimal(100 * stream.lossRatio(), 2),
              stream.lossRatio() >= BAD_LOSS)
          .number(stream.reordered(), count(stream.reordered()))
          .number(stream.duplicates(), count(stream.duplicates()))
          .number(stream.jitterMeanMs(), decimal(stream.jitterMeanMs(), 3))
          .number(stream.jitterMaxMs(), decimal(stream.jitterMaxMs(), 3))
          .number(stream.interarrivalMaxMs(), decimal(stream.interarrivalMaxMs(), 1))
          .number(stream.bitrateBps(), bitrate(stream.bitrateBps()))
          .number(stream.frameRate(), decimal(stream.frameRate(), 2))
          .number(stream.durationSeconds(), decimal(stream.durationSeconds(), 2));
    }
    table.write(html);
    if (streams.size() > MOST_ROWS) {
      html.element(
          "p", counted(streams.size() - (long) MOST_ROWS, "more stream") + ": --format json.");
    }
  }

  private static String codec(StreamReport stream) {
    return stream.codec().isEmpty()
        ? "type "
            + stream.payloadTypes().stream().map(String::valueOf).collect(Collectors.joining(", "))
        : stream.codec();
  }

  private void details(StreamReport stream, int index, HtmlWriter html) throws IOException {
    html.open(
        "details",
        "class",
        "item stream",
        "id",
        "s" + index,
        "open",
        index < OPEN_AT_FIRST ? "" : null);
    html.open("summary");
    html.text(Finding.subject(stream.source(), stream.destination(), codec(stream)) + ' ');
    html.element(
        "span",
        "SSRC 0x"
            + stream.ssrc()
            + ", "
            + counted(stream.packets(), "packet")
            + ", "
            + decimal(100 * stream.lossRatio(), 2)
            + " % lost",
        "class",
        "soft");
    html.close();
    html.open("div");
    facts(stream, html);
    TimeLine line = stream.trace().timeLine().orElse(null);
    if (line == null) {
      html.element(
          "p",
          "The course over time is kept of the first "
              + Traces.MOST_TIME_LINES
              + " streams of a capture; --filter does not change that, a shorter capture does.");
    } else {
      charts(stream, line, html);
    }
    html.close().close();
  }

  private void facts(StreamReport stream, HtmlWriter html) throws IOException {
    StreamTrace trace = stream.trace();
    html.open("dl");
    fact(
        "Payload type",
        stream.payloadTypes().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        html);
    fact(
        "Clock rate",
        stream.clockRate() == 0
            ? "unknown"
            : count(stream.clockRate()) + " Hz (" + stream.clockRateSource().text() + ')',
        html);
    fact("First packet", place(trace.first()), html);
    fact("Expected", count(stream.expected()), html);
    fact("Lost", count(stream.lost()), html);
    fact("Restarts", count(stream.restarts()), html);
    fact(
        "Jitter mean, max",
        decimal(stream.jitterMeanMs(), 3) + ", " + decimal(stream.jitterMaxMs(), 3) + " ms",
        html);
    fact("Jitter max at", place(trace.jitter().packet()), html);
    fact("Longest gap", decimal(stream.interarrivalMaxMs(), 1) + " ms", html);
    fact("It ended at", place(trace.pause().packet()), html);
    fact("Payload bitrate", bitrate(stream.bitrateBps()), html);
    fact("Wire bitrate", bitrate(stream.wireBitrateBps()), html);
    if (stream.isVideo()) {
      fact(
          "Frame jitter mean, max",
          decimal(stream.frameJitterMeanMs(), 3)
              + ", "
              + decimal(stream.frameJitterMaxMs(), 3)
              + " ms",
          html);
    }
    if (stream.frames() >= 0) {
      fact(
          "Frames",
          count(stream.frames()) + ", " + decimal(stream.frameRate(), 2) + " per second",
          html);
    }
    if (stream.keyFrames() >= 0) {
      fact("Key frames", count(stream.keyFrames()), html);
      fact(
          "Key-frame interval mean, max",
          ms(trace.keyFrameIntervalMeanNs(), 0)
              + ", "
              + ms(trace.keyFrameInterval().value(), 0)
              + " ms",
          html);
    }
    html.close();
    if (stream.frameDetails().isPresent()) {
      for (FrameDetails.Line line : FrameDetails.of(stream.codec(), stream.frameDetails().get())) {
        html.open("p").element("span", line.name() + ": ", "class", "soft").text(line.value());
        html.close();
      }
    }
  }

  private String place(PacketReference packet) {
    return packet == null || !packet.isKnown()
        ? ReportText.UNKNOWN
        : report.place(packet) + ", " + HtmlText.since(packet.timeNs(), report);
  }

  private static void fact(String name, String value, HtmlWriter html) throws IOException {
    html.open("div").element("dt", name).element("dd", value).close();
  }

  private void charts(StreamReport stream, TimeLine line, HtmlWriter html) throws IOException {
    HtmlTimeLine data = new HtmlTimeLine(line, report.extent().firstNs());
    html.open("div", "class", "charts", "data-line", data.json());
    String span = String.format(Locale.ROOT, "spans of %s s", decimal(line.widthNs() / 1e9, 1));
    chart("bitrate", "Bitrate on the wire, " + data.bitrateUnit(), span, html);
    if (stream.lost() > 0) {
      chart("lost", "Packets lost", span, html);
    }
    if (stream.clockRate() > 0) {
      chart("jitter", "Jitter, ms", span, html);
    }
    if (stream.isVideo()) {
      html.open("figure", "data-kind", "frames");
      html.open("figcaption").text("Largest frame, kB");
      html.open("span").element("i", "", "class", "swatch keys").text("key frames");
      html.element("i", "", "class", "swatch frames").text("other frames").close().close();
      picture("Sizes of frames over time", html);
    }
    html.close();
  }

  private static void chart(String kind, String name, String span, HtmlWriter html)
      throws IOException {
    html.open("figure", "data-kind", kind);
    html.open("figcaption").text(name).element("span", span).close();
    picture(name + " over time", html);
  }

  private static void picture(String name, HtmlWriter html) throws IOException {
    html.open("svg", "role", "img", "tabindex", "0", "aria-label", name).close();
    html.element("div", "", "class", "tip", "hidden", "", "aria-live", "polite").close();
  }
}
