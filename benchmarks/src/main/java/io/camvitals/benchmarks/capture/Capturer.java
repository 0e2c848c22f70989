package io.camvitals.benchmarks.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that captures on the loopback interface while traffic flows. */
abstract class Capturer implements AutoCloseable {
  static final String CAMVITALS = "camvitals";
  static final String TCPDUMP = "tcpdump -w";
  static final int BUFFER_BYTES = 64 << 20;
  private static final long DEADLINE_S = 30;

  /**
   * What came of it.
   *
   * @param captured packets
   * @param dropped packets for which the kernel had no room, as the program says
   * @param cpuSeconds from when it was ready on, in steps of 10 ms
   */
  record Result(long captured, long dropped, double cpuSeconds) {}

  private final String name;
  private final Path output = Files.createTempFile("camvitals-capture", ".txt");
  private final Process process;
  private double cpuSecondsAtStart;

  Capturer(String name, List<String> command) throws IOException {
    this.name = name;
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  /** {@code tcpdump -w}, into a file. */
  static Capturer tcpdump(int port, Path file) throws IOException {
    List<String> command =
        List.of(
            "tcpdump",
            "-i",
            "lo",
            "-n",
            "-Z",
            "root",
            "-B",
            Integer.toString(BUFFER_BYTES >> 10),
            "-w",
            file.toString(),
            "udp port " + port);
    return new Capturer(TCPDUMP, command) {
      private final Pattern captured = Pattern.compile("(\\d+) packets? captured");
      private final Pattern dropped = Pattern.compile("(\\d+) packets? dropped by kernel");

      @Override
      String ready() {
        return "listening on";
      }

      @Override
      void end(Process process) {
        process.destroy();
      }

      @Override
      long[] parse(String text) throws IOException {
        return new long[] {number(captured, text), number(dropped, text)};
      }
    };
  }

  /** The agent's live capture. */
  static Capturer camvitals(int port) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            CaptureMain.class.getName(),
            "lo",
            "udp port " + port,
            Integer.toString(BUFFER_BYTES));
    return new Capturer(CAMVITALS, command) {
      private final Pattern counts = Pattern.compile("(?m)^(\\d+) (\\d+) \\d+$");

      @Override
      String ready() {
        return "listening on";
      }

      @Override
      void end(Process process) throws IOException {
        process.getOutputStream().close();
      }

      @Override
      long[] parse(String text) throws IOException {
        Matcher found = counts.matcher(text);
        if (!found.find()) {
          throw new IOException("the capture did not end well: " + text);
        }
        return new long[] {Long.parseLong(found.group(1)), Long.parseLong(found.group(2))};
      }
    };
  }

  private static long number(Pattern pattern, String text) throws IOException {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("not understood: " + text);
    }
    return Long.parseLong(found.group(1));
  }

  String name() {
    return name;
  }

  /** What it prints once it captures. */
  abstract String ready();

  abstract void end(Process process) throws IOException;

  /** Packets captured and dropped. */
  abstract long[] parse(String text) throws IOException;

  /** Returns when it captures. */
  void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!text().contains(ready())) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(name + " does not capture: " + text());
      }
      Thread.sleep(20);
    }
    cpuSecondsAtStart = cpuSeconds();
  }

  private double cpuSeconds() {
    return process.info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1e9).orElse(Double.NaN);
  }

  private String text() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** Ends it. */
  Result stop() throws IOException, InterruptedException {
    double cpuSeconds = cpuSeconds() - cpuSecondsAtStart;
    end(process);
    if (!process.waitFor(DEADLINE_S, TimeUnit.SECONDS)) {
      throw new IOException(name + " does not end");
    }
    long[] counts = parse(text());
    return new Result(counts[0], counts[1], cpuSeconds);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(output);
  }
}
