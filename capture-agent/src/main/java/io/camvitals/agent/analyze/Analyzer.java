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
  /** How it went. */
  public enum Outcome {
    /** All was read, as far as it goes. */
    COMPLETE,

    /** A file could not be read, or is no capture. */
    UNREADABLE,

    /** All packets of a file are of a link type that is not supported. */
    UNDECODABLE,

    /** There was not a single packet. */
    NO_PACKETS
  }

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
  private boolean undecodable;

  public Analyzer(Options options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Analyses the files together and writes one report; damages and unreadable files are told on
   * {@code err}.
   *
   * @return the first that holds of: unreadable, undecodable, no packets, complete
   */
  public Outcome analyze(List<Path> files) throws IOException {
    CaptureAnalysis analysis = new CaptureAnalysis(options.clocks(), options.wireshark());
    int read = 0;
    for (Path file : files) {
      read += read(file, analysis) ? 1 : 0;
    }
    if (read == 0) {
      return Outcome.UNREADABLE;
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
    if (read < files.size()) {
      return Outcome.UNREADABLE;
    }
    if (undecodable) {
      return Outcome.UNDECODABLE;
    }
    return report.packets() == 0 ? Outcome.NO_PACKETS : Outcome.COMPLETE;
  }

  private boolean read(Path file, CaptureAnalysis analysis) {
    try (CaptureReader reader = CaptureReader.open(file)) {
      FileRemarks remarks;
      try (Progress progress = Progress.of(reader, err, options.progress())) {
        remarks = analysis.read(reader);
      }
      undecodable |= remarks.undecodable();
      remarks
          .warnings()
          .forEach(warning -> err.println("camvitals: warning: " + file + ": " + warning));
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
