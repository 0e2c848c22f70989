package io.camvitals.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Obeys lines on standard input: {@code quiesce} and {@code stop}. The end of the input means
 * nothing, since a process in the background has none.
 */
final class ConsoleInput {
  private static final Logger log = LoggerFactory.getLogger(ConsoleInput.class);

  private final Simulator simulator;
  private final ConsoleEvents events;

  ConsoleInput(Simulator simulator, ConsoleEvents events) {
    this.simulator = simulator;
    this.events = events;
  }

  /** Reads on a thread of its own that keeps no process alive. */
  void obey(InputStream input) {
    Thread thread = new Thread(() -> read(input), "console-input");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(InputStream input) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        switch (line.strip()) {
          case "quiesce" -> simulator.quiesce(events::quiesced);
          case "stop" -> simulator.stop();
          case "" -> {}
          default -> log.warn("No command, known are quiesce and stop: {}", line.strip());
        }
      }
    } catch (IOException e) {
      log.warn("Standard input cannot be read any more: {}", e.toString());
    }
  }
}
