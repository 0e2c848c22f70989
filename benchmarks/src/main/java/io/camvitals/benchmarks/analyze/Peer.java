package io.camvitals.benchmarks.analyze;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;

/** A program that counts the packets of the RTP streams within a capture file. */
abstract class Peer {
  /**
   * One run.
   *
   * @param seconds from before the process began until after it ended
   * @param cpuSeconds processor time of the process and its children, in user and system mode
   * @param packets of each stream
   */
  record Run(double seconds, double cpuSeconds, Map<StreamName, Long> packets) {}

  /** Runs the arguments behind the first, which names the file for the times. */
  private static final String TIMED = "TIMEFORMAT='%U %S'; { time \"${@:2}\" 2>&3; } 3>&2 2>\"$1\"";

  private final String name;

  Peer(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  abstract List<String> command(Path file);

  abstract Map<StreamName, Long> parse(String output) throws IOException;

  /**
   * Runs the program over the file.
   *
   * @throws IOException when it cannot be started, fails, or says what is not understood
   */
  Run run(Path file) throws IOException, InterruptedException {
    Path times = Files.createTempFile("camvitals-times", ".txt");
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash", times.toString()));
    timed.addAll(command(file));
    ProcessBuilder builder = new ProcessBuilder(timed);
    builder.environment().put("CAMVITALS_SKIP_BUILD", "1");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long began = System.nanoTime();
    Process process = builder.start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int exit = process.waitFor();
    double seconds = (System.nanoTime() - began) / 1e9;
    if (exit != 0) {
      throw new IOException(String.join(" ", command(file)) + " failed with exit code " + exit);
    }
    double cpu = 0;
    try (Scanner userAndSystem = new Scanner(times, StandardCharsets.UTF_8)) {
      while (userAndSystem.hasNext()) {
        cpu += Double.parseDouble(userAndSystem.next());
      }
    }
    Files.delete(times);
    return new Run(seconds, cpu, parse(output));
  }
}
