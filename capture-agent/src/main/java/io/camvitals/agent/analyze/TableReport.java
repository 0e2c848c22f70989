package io.camvitals.agent.analyze;

import io.camvitals.event.StreamKeys;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report for people: a line per stream, as many columns as the terminal is wide, the most
 * telling ones first to stay; then what the capture held besides.
 */
final class TableReport implements ReportFormat {
  private static final String UNKNOWN = "-";
  private static final String GAP = "  ";

  /**
   * A column.
   *
   * @param rank columns of the highest rank go first when the terminal is too narrow
   */
  private record Column(String name, int rank, boolean left, Function<StreamReport, String> text) {}

  private static final List<Column> COLUMNS =
      List.of(
          left("SOURCE", 0, stream -> StreamKeys.of(stream.source())),
          left("DESTINATION", 5, stream -> StreamKeys.of(stream.destination())),
          left("SSRC", 2, StreamReport::ssrc),
          left("CODEC", 1, TableReport::codec),
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
          right("FPS", 4, stream -> decimal(stream.frameRate(), 2)),
          right("SECONDS", 7, stream -> decimal(stream.durationSeconds(), 2)));

  private final int width;
  private final boolean details;

  /**
   * @param width of the terminal in characters; {@link Integer#MAX_VALUE} for all columns
   * @param details write all figures of each stream as a block of lines instead of the table
   */
  TableReport(int width, boolean details) {
    this.width = width;
    this.details = details;
  }

  @Override
  public void write(CaptureReport report, Writer out) throws IOException {
    if (report.wireshark().isPresent() && !details) {
      WiresharkTable.write(report.wireshark().get(), out);
      return;
    }
    if (details) {
      StreamDetails.write(report.streams(), out);
    } else if (!report.streams().isEmpty()) {
      writeTable(report.streams(), out);
      out.write('\n');
    }
    new CaptureSummary(report).write(out);
  }

  private void writeTable(List<StreamReport> streams, Writer out) throws IOException {
    List<Column> columns = columnsThatFit(streams);
    int[] widths = columns.stream().mapToInt(column -> width(column, streams)).toArray();
    writeLine(columns, widths, Column::name, out);
    for (StreamReport stream : streams) {
      writeLine(columns, widths, column -> column.text.apply(stream), out);
    }
    String left =
        COLUMNS.stream()
            .filter(column -> !columns.contains(column))
            .map(Column::name)
            .collect(Collectors.joining(", "));
    if (!left.isEmpty()) {
      out.write("(no room for " + left + "; --details shows everything)\n");
    }
  }

  private List<Column> columnsThatFit(List<StreamReport> streams) {
    List<Column> columns = new ArrayList<>(COLUMNS);
    List<Column> byRank =
        COLUMNS.stream().sorted(Comparator.comparingInt(Column::rank).reversed()).toList();
    for (Column column : byRank) {
      int needed =
          columns.stream().mapToInt(c -> width(c, streams) + GAP.length()).sum() - GAP.length();
      if (needed <= width || column.rank == 0) {
        break;
      }
      columns.remove(column);
    }
    return columns;
  }

  private static int width(Column column, List<StreamReport> streams) {
    return Math.max(
        column.name.length(),
        streams.stream().mapToInt(stream -> column.text.apply(stream).length()).max().orElse(0));
  }

  private static void writeLine(
      List<Column> columns, int[] widths, Function<Column, String> text, Writer out)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = text.apply(columns.get(i));
      String space = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP).append(columns.get(i).left ? cell + space : space + cell);
    }
    out.write(line.toString().stripTrailing() + '\n');
  }

  private static Column left(String name, int rank, Function<StreamReport, String> text) {
    return new Column(name, rank, true, text);
  }

  private static Column right(String name, int rank, Function<StreamReport, String> text) {
    return new Column(name, rank, false, text);
  }

  /** The codec, or the payload types when it is unknown. */
  static String codec(StreamReport stream) {
    String types =
        stream.payloadTypes().stream().map(String::valueOf).collect(Collectors.joining(","));
    return stream.codec().isEmpty() ? "type " + types : stream.codec();
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String decimal(double value, int decimals) {
    return Double.isNaN(value)
        ? UNKNOWN
        : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  static String bitrate(double bitsPerSecond) {
    if (Double.isNaN(bitsPerSecond)) {
      return UNKNOWN;
    }
    if (bitsPerSecond >= 999_500) {
      return String.format(Locale.ROOT, "%,.2f Mb/s", bitsPerSecond / 1e6);
    }
    return String.format(Locale.ROOT, "%,.1f kb/s", bitsPerSecond / 1e3);
  }
}
