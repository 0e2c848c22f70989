package io.camvitals.agent.analyze;

import com.google.protobuf.ByteString;
import io.camvitals.agent.analyze.wireshark.WiresharkFigures;
import io.camvitals.agent.analyze.wireshark.WiresharkStream;
import io.camvitals.event.v1.Endpoint;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** The streams as {@code tshark -q -z rtp,streams} prints them, the newest first. */
final class WiresharkTable {
  private static final String HEADING =
      "========================= RTP Streams ========================";
  private static final String NAMES =
      "%13s %13s %15s %5s %15s %5s %10s %16s %5s %12s %15s %15s %15s %15s %15s %15s %s\n";
  private static final String LINE =
      "%13s %13s %15s %5d %15s %5d 0x%08X %16s %5d %5d (%s%%) %15s %15s %15s %15s %15s %15s %s\n";

  private WiresharkTable() {}

  static void write(WiresharkReport report, Writer out) throws IOException {
    out.write(HEADING + '\n');
    out.write(
        String.format(
            Locale.ROOT,
            NAMES,
            "Start time",
            "End time",
            "Src IP addr",
            "Port",
            "Dest IP addr",
            "Port",
            "SSRC",
            "Payload",
            "Pkts",
            "Lost",
            "Min Delta(ms)",
            "Mean Delta(ms)",
            "Max Delta(ms)",
            "Min Jitter(ms)",
            "Mean Jitter(ms)",
            "Max Jitter(ms)",
            "Problems?"));
    List<WiresharkStream> streams = report.streams();
    for (int i = streams.size() - 1; i >= 0; i--) {
      out.write(line(streams.get(i), report.firstNs()));
    }
    out.write("=".repeat(HEADING.length()) + '\n');
  }

  private static String line(WiresharkStream stream, long firstNs) {
    WiresharkFigures figures = stream.figures();
    return String.format(
        Locale.ROOT,
        LINE,
        rounded((stream.firstNs() - firstNs) / 1e9, 6),
        rounded((stream.lastNs() - firstNs) / 1e9, 6),
        address(stream.source()),
        stream.source().getPort(),
        address(stream.destination()),
        stream.destination().getPort(),
        stream.ssrc(),
        String.join(", ", stream.payloadNames()),
        figures.packets(),
        figures.lost(),
        rounded(figures.lossPercent(), 1),
        rounded(figures.minDeltaMs(), 3),
        rounded(figures.meanDeltaMs(), 3),
        rounded(figures.maxDeltaMs(), 3),
        rounded(figures.minJitterMs(), 3),
        rounded(figures.meanJitterMs(), 3),
        rounded(figures.maxJitterMs(), 3),
        figures.problem() ? "X" : "");
  }

  /** As C prints a double: from its exact value, halves to the even digit, zero with its sign. */
  static String rounded(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "-inf" : "inf";
    }
    String text =
        new BigDecimal(Math.abs(value)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    return value < 0 ? '-' + text : text;
  }

  private static String address(Endpoint endpoint) {
    ByteString address = endpoint.getAddress();
    String text = EndpointText.of(endpoint);
    String withoutPort = text.substring(0, text.lastIndexOf(':'));
    return address.size() == 4 ? withoutPort : withoutPort.substring(1, withoutPort.length() - 1);
  }
}
