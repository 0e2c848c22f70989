package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.bitrate;
import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.decimal;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Everything that was measured of each stream, as a block of lines. */
final class StreamDetails {
  private StreamDetails() {}

  static void write(List<StreamReport> streams, Writer out) throws IOException {
    for (StreamReport stream : streams) {
      out.write(
          EndpointText.of(stream.source())
              + " -> "
              + EndpointText.of(stream.destination())
              + "  SSRC "
              + stream.ssrc()
              + '\n');
      line("codec", codec(stream), out);
      line(
          "packets",
          String.format(
              Locale.ROOT,
              "%s received, %s distinct, %s expected",
              count(stream.packets()),
              count(stream.unique()),
              count(stream.expected())),
          out);
      line("loss", count(stream.lost()) + " (" + decimal(100 * stream.lossRatio(), 3) + " %)", out);
      line(
          "order",
          String.format(
              Locale.ROOT,
              "%s reordered, %s duplicates, %s restarts, %s of no sequence",
              count(stream.reordered()),
              count(stream.duplicates()),
              count(stream.restarts()),
              count(stream.invalid())),
          out);
      line("jitter", jitter(stream.jitterMeanMs(), stream.jitterMaxMs()), out);
      line("frame jitter", jitter(stream.frameJitterMeanMs(), stream.frameJitterMaxMs()), out);
      line("longest gap", decimal(stream.interarrivalMaxMs(), 3) + " ms", out);
      line(
          "bitrate",
          bitrate(stream.bitrateBps())
              + " of payload, "
              + bitrate(stream.wireBitrateBps())
              + " on the wire",
          out);
      if (stream.frames() >= 0) {
        line(
            "frames",
            count(stream.frames())
                + ", "
                + decimal(stream.frameRate(), 3)
                + " per second"
                + (stream.keyFrames() < 0 ? "" : ", " + count(stream.keyFrames()) + " key frames"),
            out);
      }
      if (stream.frameDetails().isPresent()) {
        for (FrameDetails.Line line :
            FrameDetails.of(stream.codec(), stream.frameDetails().get())) {
          line(line.name(), line.value(), out);
        }
      }
      line("RTCP", count(stream.rtcpPackets()) + " packets", out);
      line(
          "time",
          JsonReport.time(stream.firstNs())
              + " to "
              + JsonReport.time(stream.lastNs())
              + ", "
              + decimal(stream.durationSeconds(), 3)
              + " s",
          out);
      out.write('\n');
    }
  }

  private static String codec(StreamReport stream) {
    String types =
        stream.payloadTypes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return (stream.codec().isEmpty() ? "unknown" : stream.codec())
        + ", payload type "
        + types
        + (stream.clockRate() == 0
            ? ", clock rate unknown"
            : ", clock rate "
                + count(stream.clockRate())
                + " Hz ("
                + stream.clockRateSource().text()
                + stream.inference().map(StreamDetails::evidence).orElse("")
                + ")");
  }

  private static String evidence(InferenceReport inference) {
    return String.format(
        Locale.ROOT,
        ": %,.0f measured over %,d timestamps in %.1f s%s",
        inference.evidence().getMeasuredRate(),
        inference.evidence().getTimestamps(),
        inference.evidence().getSpanNs() / 1e9,
        inference.jitterOfAllPackets() ? "" : "; jitter since then");
  }

  private static String jitter(double mean, double max) {
    return Double.isNaN(mean)
        ? "unknown"
        : decimal(mean, 3) + " ms mean, " + decimal(max, 3) + " ms maximum";
  }

  private static void line(String name, String value, Writer out) throws IOException {
    out.write(String.format(Locale.ROOT, "  %-14s%s%n", name, value));
  }
}
