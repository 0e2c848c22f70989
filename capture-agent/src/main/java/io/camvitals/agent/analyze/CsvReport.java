package io.camvitals.agent.analyze;

import io.camvitals.event.StreamKeys;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line per stream after a line of names (RFC 4180); the names are those of the JSON report.
 * What is not known is empty.
 */
final class CsvReport implements ReportFormat {
  static final List<String> COLUMNS =
      List.of(
          "source_ip",
          "source_port",
          "destination_ip",
          "destination_port",
          "ssrc",
          "payload_types",
          "codec",
          "clock_rate",
          "packets",
          "unique",
          "expected",
          "lost",
          "loss_ratio",
          "reordered",
          "duplicates",
          "restarts",
          "invalid",
          "jitter_mean_ms",
          "jitter_max_ms",
          "frame_jitter_mean_ms",
          "frame_jitter_max_ms",
          "interarrival_max_ms",
          "bitrate_bps",
          "wire_bitrate_bps",
          "frames",
          "key_frames",
          "frame_rate",
          "rtcp_packets",
          "duration_seconds",
          "first",
          "last");

  @Override
  public void write(CaptureReport report, Writer out) throws IOException {
    line(COLUMNS, out);
    for (StreamReport stream : report.streams()) {
      line(values(stream), out);
    }
  }

  private static List<String> values(StreamReport stream) {
    return List.of(
        StreamKeys.address(stream.source().getAddress()),
        Integer.toString(stream.source().getPort()),
        StreamKeys.address(stream.destination().getAddress()),
        Integer.toString(stream.destination().getPort()),
        stream.ssrc(),
        stream.payloadTypes().stream().map(String::valueOf).collect(Collectors.joining(",")),
        stream.codec(),
        stream.clockRate() == 0 ? "" : Integer.toString(stream.clockRate()),
        Long.toString(stream.packets()),
        Long.toString(stream.unique()),
        Long.toString(stream.expected()),
        Long.toString(stream.lost()),
        known(stream.lossRatio(), 6),
        Long.toString(stream.reordered()),
        Long.toString(stream.duplicates()),
        Long.toString(stream.restarts()),
        Long.toString(stream.invalid()),
        known(stream.jitterMeanMs(), 6),
        known(stream.jitterMaxMs(), 6),
        known(stream.frameJitterMeanMs(), 6),
        known(stream.frameJitterMaxMs(), 6),
        known(stream.interarrivalMaxMs(), 6),
        known(stream.bitrateBps(), 0),
        known(stream.wireBitrateBps(), 0),
        known(stream.frames()),
        known(stream.keyFrames()),
        known(stream.frameRate(), 3),
        Long.toString(stream.rtcpPackets()),
        known(stream.durationSeconds(), 9),
        JsonReport.time(stream.firstNs()),
        JsonReport.time(stream.lastNs()));
  }

  private static String known(long count) {
    return count < 0 ? "" : Long.toString(count);
  }

  private static String known(double value, int decimals) {
    return Double.isNaN(value)
        ? ""
        : BigDecimal.valueOf(value)
            .setScale(decimals, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
  }

  private static void line(List<String> values, Writer out) throws IOException {
    out.write(values.stream().map(CsvReport::quoted).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  private static String quoted(String value) {
    return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + value.replace("\"", "\"\"") + '"'
        : value;
  }
}
