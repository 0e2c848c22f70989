package io.camvitals.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param output standard output
 * @param messages standard error
 */
record Tool(int exitCode, byte[] output, String messages) {
  /** Runs a command; it is killed and fails after 60 s. */
  static Tool run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).start();
    byte[][] errors = new byte[1][];
    Thread reader =
        new Thread(
            () -> {
              try {
                errors[0] = process.getErrorStream().readAllBytes();
              } catch (IOException e) {
                errors[0] = e.toString().getBytes(StandardCharsets.UTF_8);
              }
            });
    Thread killer =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    reader.start();
    killer.start();
    byte[] output = process.getInputStream().readAllBytes();
    int exitCode = process.waitFor();
    reader.join();
    killer.join();
    return new Tool(exitCode, output, new String(errors[0], StandardCharsets.UTF_8));
  }
}
