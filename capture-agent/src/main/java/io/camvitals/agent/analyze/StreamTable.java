package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.bitrate;
import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.TextTable.Column.left;
import static io.camvitals.agent.analyze.TextTable.Column.right;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/** The RTP streams, a line each. */
final class StreamTable {
  private static final TextTable<StreamReport> TABLE =
      new TextTable<>(
          List.of(
              left("SOURCE", 0, stream -> EndpointText.of(stream.source())),
              left("DESTINATION", 5, stream -> EndpointText.of(stream.destination())),
              left("SSRC", 2, StreamReport::ssrc),
              left("CODEC", 1, StreamTable::codec),
              right("PACKETS", 0, stream -> count(stream.packets())),
              right("LOST", 0, stream -> count(stream.lost())),
              right("LOSS %", 0, stream -> decimal(100 * stream.lossRatio(), 2)),
              right("REORD", 6, stream -> count(stream.reordered())),
              right("DUPL", 7, stream -> count(stream.duplicates())),
              right("RESTART", 11, stream -> count(stream.restarts())),
              right("JITTER ms", 1, stream -> decimal(stream.jitterMeanMs(), 3)),
              right("MAX ms", 9, stream -> decimal(stream.jitterMaxMs(), 3)),
              right("FRAME JITTER", 10, stream -> decimal(stream.frameJitterMeanMs(), 3)),
              right("GAP ms", 8, stream -> decimal(stream.interarrivalMaxMs(), 1)),
              right("BITRATE", 3, stream -> bitrate(stream.bitrateBps())),
              right("FPS", 4, StreamTable::pictureRate),
              right("SECONDS", 7, stream -> decimal(stream.durationSeconds(), 2))));

  private StreamTable() {}

  static void write(List<StreamReport> streams, int width, Writer out) throws IOException {
    List<String> left = TABLE.write(streams, width, out);
    if (!left.isEmpty()) {
      out.write("(no room for " + String.join(", ", left) + "; --details shows everything)\n");
    }
  }

  /** Frames of sound are no pictures; how many there are is among the details. */
  private static String pictureRate(StreamReport stream) {
    return stream.isVideo() ? decimal(stream.frameRate(), 2) : ReportText.UNKNOWN;
  }

  /** The codec, or the payload types when it is unknown. */
  private static String codec(StreamReport stream) {
    String types =
        stream.payloadTypes().stream().map(String::valueOf).collect(Collectors.joining(","));
    return stream.codec().isEmpty() ? "type " + types : stream.codec();
  }
}
