package io.camvitals.benchmarks.analyze;

import io.camvitals.benchmarks.TimedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    TimedProcess timed = new TimedProcess(command(file));
    ProcessBuilder builder = timed.builder();
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
    return new Run(seconds, timed.cpuSeconds(), parse(output));
  }
}
