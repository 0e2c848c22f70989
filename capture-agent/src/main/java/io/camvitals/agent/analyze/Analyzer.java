package io.camvitals.agent.analyze;

import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Analyses capture files and writes the report: what {@code camvitals analyze} does. */
public final class Analyzer {
  /** How the report is written. */
  public enum Format {
    TABLE,
    JSON,
    CSV
  }

  /**
   * What is wanted.
   *
   * @param width of the terminal in characters, for the table
   * @param details all figures instead of the table
   * @param wireshark read the capture as Wireshark would, beside our own reading
   * @param progress show a bar on standard error while large files are read
   */
  public record Options(
      Format format,
      StreamOrder order,
      boolean details,
      int width,
      boolean progress,
      PayloadTypeClocks clocks,
      boolean wireshark) {}

  private final Options options;
  private final PrintWriter out;
  private final PrintWriter err;

  public Analyzer(Options options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Analyses the files together and writes one report; damages and unreadable files are told on
   * {@code err}.
   *
   * @return false when a file could not be read at all
   */
  public boolean analyze(List<Path> files) throws IOException {
    CaptureAnalysis analysis = new CaptureAnalysis(options.clocks(), options.wireshark());
    int read = 0;
    for (Path file : files) {
      read += read(file, analysis) ? 1 : 0;
    }
    if (read == 0) {
      return false;
    }
    CaptureReport report = analysis.report().sortedBy(options.order());
    if (report.captureDropped() > 0) {
      err.printf(
          Locale.ROOT,
          "camvitals: warning: the capture itself dropped %,d packets; they may be among the lost%n",
          report.captureDropped());
    }
    err.flush();
    format().write(report, out);
    out.flush();
    return read == files.size();
  }

  private boolean read(Path file, CaptureAnalysis analysis) {
    try (CaptureReader reader = CaptureReader.open(file)) {
      try (Progress progress = Progress.of(reader, err, options.progress())) {
        analysis.read(reader);
      }
      reader
          .damage()
          .ifPresent(
              damage ->
                  err.println("camvitals: warning: " + damage + "; what is before it is analysed"));
      return true;
    } catch (IOException e) {
      err.println("camvitals: " + message(e));
      return false;
    } finally {
      err.flush();
    }
  }

  /** The message of a file system's exception is often no more than the name of the file. */
  private static String message(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getFile() + ": " + failed.getReason();
    }
    return e.getMessage();
  }

  private ReportFormat format() {
    return switch (options.format()) {
      case TABLE -> new TableReport(options.width(), options.details());
      case JSON -> new JsonReport();
      case CSV -> new CsvReport();
    };
  }
}
