package io.camvitals.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/**
 * A program that runs under bash's {@code time}, so that its processor time is known at the end.
 */
public final class TimedProcess {
  /** Runs the arguments behind the first, which names the file for the times. */
  private static final String TIMED = "TIMEFORMAT='%U %S'; { time \"${@:2}\" 2>&3; } 3>&2 2>\"$1\"";

  private final Path times;
  private final ProcessBuilder builder;

  /** Prepares a command. */
  public TimedProcess(List<String> command) throws IOException {
    times = Files.createTempFile("camvitals-times", ".txt");
    times.toFile().deleteOnExit();
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash", times.toString()));
    timed.addAll(command);
    builder = new ProcessBuilder(timed);
  }

  /** How it will be started; its command is that of bash. */
  public ProcessBuilder builder() {
    return builder;
  }

  /**
   * Seconds of processor time of the program and its children, in user and system mode, after it
   * has ended.
   */
  public double cpuSeconds() throws IOException {
    double cpu = 0;
    try (Scanner userAndSystem = new Scanner(times, StandardCharsets.UTF_8)) {
      while (userAndSystem.hasNext()) {
        cpu += Double.parseDouble(userAndSystem.next());
      }
    }
    return cpu;
  }
}
