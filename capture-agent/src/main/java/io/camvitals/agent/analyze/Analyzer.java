package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.filter.CaptureFilter;
import io.camvitals.agent.source.file.CaptureMerge;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.protocol.rtsp.RtspUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
   * @param filter what of the capture is wanted, when not all
   * @param html where a page is to be written too
   */
  public record Options(
      Format format,
      StreamOrder order,
      boolean details,
      int width,
      boolean progress,
      PayloadTypeClocks clocks,
      boolean wireshark,
      Optional<CaptureFilter> filter,
      Optional<Path> html) {}

  private static final long SHORT_OVERLAP_NS = 1_000_000_000L;
  private static final int MOST_OVERLAPS = 3;

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
   * @return the first that holds of: unreadable, undecodable, no packets, complete
   */
  public Outcome analyze(List<Path> files) throws IOException {
    CaptureAnalysis analysis =
        new CaptureAnalysis(
            options.clocks(), options.wireshark(), options.filter(), options.html().isPresent());
    List<Path> captures = CaptureFolder.expand(files, this::warn);
    Reading reading = new Reading(analysis);
    try (CaptureMerge merge = new CaptureMerge(captures, reading)) {
      try (Progress progress = Progress.of(merge, err, options.progress())) {
        merge.read();
      }
      reading.tell();
      overlapWarnings(merge.overlaps()).forEach(this::warn);
    }
    if (reading.ended == 0) {
      return Outcome.UNREADABLE;
    }
    CaptureReport report = analysis.report().sortedBy(options.order());
    if (report.captureDropped() > 0) {
      warn(
          String.format(
              Locale.ROOT,
              "the capture itself dropped %,d packets; they may be among the lost",
              report.captureDropped()));
    }
    err.flush();
    format().write(report, out);
    out.flush();
    if (options.html().isPresent()) {
      writePage(report, options.html().get());
    }
    if (reading.ended < captures.size()) {
      return Outcome.UNREADABLE;
    }
    if (reading.undecodable) {
      return Outcome.UNDECODABLE;
    }
    return report.packets() == 0 ? Outcome.NO_PACKETS : Outcome.COMPLETE;
  }

  private static void writePage(CaptureReport report, Path file) throws IOException {
    try (Writer page = Files.newBufferedWriter(file)) {
      new HtmlReport().write(report, page);
    }
  }

  private void warn(String warning) {
    err.println("camvitals: warning: " + warning);
    err.flush();
  }

  /** Takes the files' packets; what is to be said of the files waits until the bar is gone. */
  private final class Reading implements CaptureMerge.Handler {
    private final CaptureAnalysis analysis;
    private final Map<CaptureReader, CaptureAnalysis.FileAnalysis> open = new IdentityHashMap<>();
    private final List<String> messages = new ArrayList<>();
    private CaptureReader latestReader;
    private CaptureAnalysis.FileAnalysis latest;
    private int ended;
    private boolean undecodable;

    private Reading(CaptureAnalysis analysis) {
      this.analysis = analysis;
    }

    @Override
    public void opened(CaptureReader reader) {
      open.put(reader, analysis.begin(reader));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // The reader at hand, not one of equal fields.
    public void packet(CaptureReader reader, CapturedPacket packet) {
      if (reader != latestReader) {
        latestReader = reader;
        latest = open.get(reader);
      }
      latest.packet(packet);
    }

    @Override
    public void ended(CaptureReader reader) {
      ended++;
      FileRemarks remarks = open.remove(reader).end();
      undecodable |= remarks.undecodable();
      for (String warning : remarks.warnings()) {
        messages.add("camvitals: warning: " + reader.file() + ": " + warning);
      }
      reader
          .damage()
          .ifPresent(
              damage ->
                  messages.add(
                      "camvitals: warning: " + damage + "; what is before it is analysed"));
    }

    @Override
    public void failed(IOException failure) {
      messages.add("camvitals: " + message(failure));
    }

    private void tell() {
      messages.forEach(err::println);
      err.flush();
    }
  }

  /**
   * Of files that tell of the same time for longer than clocks and threads of one machine differ.
   */
  private static List<String> overlapWarnings(List<CaptureMerge.Overlap> overlaps) {
    List<CaptureMerge.Overlap> lasting =
        overlaps.stream().filter(overlap -> overlap.ns() > SHORT_OVERLAP_NS).toList();
    List<String> warnings = new ArrayList<>();
    for (CaptureMerge.Overlap overlap :
        lasting.subList(0, Math.min(MOST_OVERLAPS, lasting.size()))) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s and %s tell of the same %.1f s: their packets are put in order by time. A packet"
                  + " that both captured counts as a duplicate, and the difference of their clocks"
                  + " shows as reordering and jitter: for figures of one place, analyse them apart",
              overlap.earlier(),
              overlap.later(),
              overlap.ns() / 1e9));
    }
    if (lasting.size() > MOST_OVERLAPS) {
      warnings.add((lasting.size() - MOST_OVERLAPS) + " more pairs of files overlap");
    }
    return warnings;
  }

  /** The message of a file system's exception is often no more than the name of the file. */
  public static String message(IOException e) {
    return RtspUrl.withoutSecrets(text(e));
  }

  private static String text(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (e instanceof NoSuchFileException missing && missing.getReason() == null) {
      return missing.getFile() + ": cannot be found or made";
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
