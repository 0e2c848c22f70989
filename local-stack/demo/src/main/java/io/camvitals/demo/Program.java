package io.camvitals.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Java program of ours as a process of its own. Lines that it prints as JSON are its events; what
 * it says on standard error goes to its log. It ends with its standard input, so that it cannot
 * outlive the demo, however the demo dies.
 */
final class Program implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(8);
  private static final int QUOTED_LOG_LINES = 15;

  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedWriter input;
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

  private Program(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.input =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    Thread reader = new Thread(this::readEvents, name + "-events");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a program in a Java process like this one.
   *
   * @param classPath jars and folders
   * @param jvmFlags before the main class
   */
  static Program start(
      String name,
      Path log,
      List<String> jvmFlags,
      String classPath,
      String mainClass,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    // A session of its own: Ctrl-C at the terminal reaches the demo alone, which ends the rest in
    // order.
    command.add("setsid");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Files.createDirectories(log.getParent());
    builder.redirectError(log.toFile());
    return new Program(name, log, builder.start());
  }

  private void readEvents() {
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        try {
          events.add(mapper.readTree(line));
        } catch (JsonProcessingException e) {
          System.err.println(name + ": " + line);
        }
      }
    } catch (IOException e) {
      // The process has ended; whoever waits for an event of it will see that.
    }
  }

  /**
   * Waits for the program to print an event of that name; events before it are passed over.
   *
   * @throws DemoStoppedException when the demo is asked to end
   * @throws IOException when the program ends or the time passes first; quotes the end of its log
   */
  JsonNode await(String event, Duration deadline, StopSignal stop)
      throws IOException, InterruptedException, DemoStoppedException {
    long end = System.nanoTime() + deadline.toNanos();
    while (System.nanoTime() < end) {
      stop.check();
      JsonNode next = events.poll(100, TimeUnit.MILLISECONDS);
      if (next != null && next.path("event").asText().equals(event)) {
        return next;
      }
      if (next == null && !process.isAlive()) {
        throw new IOException(name + " ended" + obituary());
      }
    }
    throw new IOException(
        name + " did not say '" + event + "' within " + deadline.toSeconds() + " s" + quoteLog());
  }

  /** Writes a line to the program's standard input. */
  void tell(String line) throws IOException {
    input.write(line);
    input.newLine();
    input.flush();
  }

  /** Whether the process runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** How the program ended and what it said last; it must have ended. */
  String obituary() {
    return " with exit code " + process.exitValue() + quoteLog();
  }

  private String quoteLog() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      int from = Math.max(0, lines.size() - QUOTED_LOG_LINES);
      return "; the end of "
          + log
          + ":\n  "
          + String.join("\n  ", lines.subList(from, lines.size()));
    } catch (IOException e) {
      return "; its log " + log + " cannot be read: " + e.getMessage();
    }
  }

  /** Ends the program: its input ends, then it is asked to terminate, then it is killed. */
  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      // It has closed its end already.
    }
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
