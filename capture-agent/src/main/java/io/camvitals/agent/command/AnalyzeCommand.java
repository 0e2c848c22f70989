package io.camvitals.agent.command;

import io.camvitals.agent.analyze.Analyzer;
import io.camvitals.agent.analyze.StreamOrder;
import io.camvitals.agent.analyze.filter.CaptureFilter;
import io.camvitals.agent.analyze.filter.FilterSyntaxException;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code camvitals analyze}: the streams within capture files. */
@Command(
    name = "camvitals analyze",
    description = {
      "Finds the RTP streams within capture files, over UDP and within TCP, and measures each: loss,"
          + " order, jitter, bitrate, frame rate. Tells what RTCP, RTSP, TCP and MPEG-TS show"
          + " beside them. No signalling and no server is needed.",
      "Several files, or all captures in a directory, count as one capture, in the order of their"
          + " packets' times."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Everything was read; a capture that is cut off counts, with a warning.",
      "1:A file could not be read or is no capture; the others are still reported.",
      "2:Wrong usage.",
      "3:All packets of a file are of a link type that is not supported.",
      "4:There was not a single packet."
    })
public final class AnalyzeCommand implements Callable<Integer> {
  /** What a page begins with. */
  private static final String PAGE = "<!DOCTYPE html>";

  private static final int NARROWEST = 60;
  private static final String TERMINAL = "camvitals.stderr.terminal";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "pcap or pcapng files, also gzip-compressed; directories of such; - for standard input.")
  private List<Path> files;

  @Option(
      names = {"-f", "--format"},
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Analyzer.Format format;

  @Option(
      names = {"-s", "--sort"},
      defaultValue = "first",
      description =
          "Order of the streams: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}: as they began.")
  private StreamOrder order;

  @Option(
      names = {"-d", "--details"},
      description = "All figures of each stream instead of the table.")
  private boolean details;

  @Option(
      names = {"-c", "--clock-rate"},
      paramLabel = "TYPE=RATE",
      split = ",",
      description =
          "Clock rate in Hz of an RTP payload type, such as 111=48000. Those of RFC 3551, and of"
              + " H.264 and H.265 where the packets show it, are known.")
  private Map<Integer, Integer> clockRates = Map.of();

  @Option(
      names = "--filter",
      paramLabel = "EXPR",
      description = {
        "Show only streams and connections for which EXPR holds: host ADDRESS, net ADDRESS/BITS,"
            + " port N or N-N (each also with src or dst before it), ssrc N; joined by and, or, not"
            + " and parentheses. Their figures stay those of all of their packets.",
        "from TIME and until TIME leave out the packets before and after, as in"
            + " 2026-03-01T12:00:00Z, or since the capture's beginning as in 90s."
      })
  private String filter;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write the report also as a page that needs nothing but itself: findings, the streams'"
              + " course over time, RTSP, TCP, RTCP and MPEG-TS.")
  private Path html;

  @Option(
      names = "--compat",
      paramLabel = "TOOL",
      description =
          "Find and compute streams as another tool does, beside our own figures:"
              + " ${COMPLETION-CANDIDATES}.")
  private Compatibility compatibility;

  @Option(
      names = "--progress",
      negatable = true,
      description = "Show progress on standard error; default only on a terminal.")
  private Boolean progress;

  /** Tools whose rules can be followed. */
  private enum Compatibility {
    WIRESHARK
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new AnalyzeCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new MaskingErrors());
  }

  @Override
  public Integer call() throws IOException {
    Analyzer.Options options =
        new Analyzer.Options(
            format,
            order,
            details,
            width(System.getenv("COLUMNS")),
            progress != null ? progress : isTerminal(System.getProperty(TERMINAL)),
            clocks(),
            compatibility == Compatibility.WIRESHARK,
            filter(),
            html());
    Analyzer analyzer =
        new Analyzer(options, spec.commandLine().getOut(), spec.commandLine().getErr());
    try {
      return switch (analyzer.analyze(files)) {
        case COMPLETE -> 0;
        case UNREADABLE -> 1;
        case UNDECODABLE -> 3;
        case NO_PACKETS -> 4;
      };
    } catch (FileSystemException e) {
      spec.commandLine().getErr().println("camvitals: " + Analyzer.message(e));
      spec.commandLine().getErr().flush();
      return 1;
    }
  }

  /** Hours of reading are not to end with a page that cannot be written. */
  private Optional<Path> html() {
    if (html != null && Files.isDirectory(html)) {
      throw new ParameterException(spec.commandLine(), "--html: " + html + " is a directory");
    }
    Path folder = html == null ? null : html.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "--html: there is no directory " + folder);
    }
    if (html != null && isOtherThanPage(html)) {
      throw new ParameterException(
          spec.commandLine(),
          "--html: " + html + " is there and is no page; it would be overwritten");
    }
    return Optional.ofNullable(html);
  }

  /** A page of an earlier run may be written anew; anything else may be the capture itself. */
  private static boolean isOtherThanPage(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String beginning = new String(in.readNBytes(PAGE.length()), StandardCharsets.US_ASCII);
      return !beginning.isEmpty() && !beginning.equalsIgnoreCase(PAGE);
    } catch (IOException e) {
      return true;
    }
  }

  private Optional<CaptureFilter> filter() {
    try {
      return filter == null ? Optional.empty() : Optional.of(CaptureFilter.parse(filter));
    } catch (FilterSyntaxException e) {
      throw new ParameterException(spec.commandLine(), "--filter: " + e.getMessage(), e);
    }
  }

  /**
   * Whether standard error is a terminal. Java cannot ask; the launcher does, and without it a
   * console means that input and output are one.
   */
  private static boolean isTerminal(String told) {
    return told == null ? System.console() != null : Boolean.parseBoolean(told);
  }

  private PayloadTypeClocks clocks() {
    try {
      return new PayloadTypeClocks(clockRates);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--clock-rate: " + e.getMessage(), e);
    }
  }

  /** The launcher passes the terminal's width on; without a terminal nothing is left out. */
  static int width(String columns) {
    return columns != null && columns.matches("[0-9]{1,4}")
        ? Math.max(NARROWEST, Integer.parseInt(columns))
        : Integer.MAX_VALUE;
  }
}
