package io.camvitals.agent.analyze;

import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A capture with what tshark printed of it beside it, {@code FILE.rtp-streams.txt}.
 *
 * @param name of the file
 * @param tshark the lines of streams that tshark printed
 * @param compatible those of our reading by Wireshark's rules
 */
record ReferenceCapture(
    String name, CaptureReport report, List<String> tshark, List<String> compatible) {
  private static final String SUFFIX = ".rtp-streams.txt";

  /** All in a folder and its subfolders, by name. */
  static List<ReferenceCapture> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .map(ReferenceCapture::read)
          .toList();
    }
  }

  private static ReferenceCapture read(Path printed) {
    String name = printed.getFileName().toString().replace(SUFFIX, "");
    try {
      CaptureReport report = analyze(printed.resolveSibling(name), Map.of());
      StringWriter table = new StringWriter();
      new TableReport(Integer.MAX_VALUE, false).write(report, table);
      return new ReferenceCapture(
          name, report, streams(Files.readString(printed)), streams(table.toString()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(name, e);
    }
  }

  /** The analysis of a file, with Wireshark's reading beside ours. */
  static CaptureReport analyze(Path file, Map<Integer, Integer> clockRates) throws IOException {
    CaptureAnalysis analysis = new CaptureAnalysis(new PayloadTypeClocks(clockRates), true);
    try (CaptureReader reader = CaptureReader.open(file)) {
      analysis.read(reader);
    }
    return analysis.report();
  }

  /** The lines between the heading and the closing line of tshark's table. */
  static List<String> streams(String table) {
    return table
        .lines()
        .map(String::stripTrailing)
        .dropWhile(line -> !line.startsWith("===="))
        .skip(2)
        .takeWhile(line -> !line.startsWith("===="))
        .toList();
  }

  /** Streams of tshark's that our reading by its rules prints alike. */
  long exact() {
    return tshark.stream().filter(compatible::contains).count();
  }

  /** Whether the tables are the same, the order of their lines included. */
  boolean isSame() {
    return tshark.equals(compatible);
  }
}
