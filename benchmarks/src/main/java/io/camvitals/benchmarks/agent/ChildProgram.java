package io.camvitals.benchmarks.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs while something is measured. It does not outlive this JVM. */
final class ChildProgram implements AutoCloseable {
  /** ffmpeg waits for each of its silent cameras in turn, some ten seconds. */
  private static final long PATIENCE_SECONDS = 180;

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread killer;

  /**
   * Starts it; what it says on standard error goes to a log.
   *
   * @throws IOException when it cannot be started
   */
  ChildProgram(String name, Path directory, List<String> command) throws IOException {
    this.name = name;
    this.log = directory.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().put("CAMVITALS_SKIP_BUILD", "1");
    this.process = builder.start();
    this.killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
  }

  long pid() {
    return process.pid();
  }

  /** What it prints on standard output. */
  BufferedReader output() {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Writes a line to its standard input. */
  void tell(String line) throws IOException {
    Writer input = process.outputWriter(StandardCharsets.UTF_8);
    input.write(line + "\n");
    input.flush();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /**
   * Does nothing while it runs.
   *
   * @throws IOException when it has ended; quotes its log
   */
  void check() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          name + " ended with exit code " + process.exitValue() + "; it said:\n" + log());
    }
  }

  /**
   * SIGTERM; returns when it has ended in order.
   *
   * @throws IOException when it does not
   */
  void terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(name + " does not end; it said:\n" + log());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(killer);
  }
}
