package io.camvitals.agent.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./camvitals agent} as a child process. */
final class AgentProcess implements AutoCloseable {
  private static final Pattern HEALTH = Pattern.compile("(http://\\S+/)health");

  private final Path log;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  AgentProcess(Path log, String... arguments) throws IOException {
    this(log, List.of(), arguments);
  }

  AgentProcess(Path log, List<String> jvmFlags, String... arguments) throws IOException {
    this.log = log;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                // Not the tests' own configuration of logging.
                "-Dlogback.configurationFile=logback.xml",
                AgentCommand.class.getName()));
    command.addAll(1, jvmFlags);
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }

  /** The health page; null while nobody serves it. */
  JsonNode health() {
    String page = page("health");
    try {
      return page == null ? null : new ObjectMapper().readTree(page);
    } catch (IOException e) {
      throw new AssertionError("health is no JSON: " + page, e);
    }
  }

  /** The metrics page; null while nobody serves it. */
  String metrics() {
    return page("metrics");
  }

  private String page(String path) {
    Matcher address = HEALTH.matcher(log());
    if (!address.find()) {
      return null;
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address.group(1) + path)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** What health says of a camera; a missing node while it says nothing. */
  JsonNode camera(String id) {
    JsonNode health = health();
    if (health != null) {
      for (JsonNode camera : health.path("cameras")) {
        if (camera.path("id").asText().equals(id)) {
          return camera;
        }
      }
    }
    return new ObjectMapper().missingNode();
  }

  long pid() {
    return process.pid();
  }

  /** SIGTERM; returns the exit code, or -1 when it is still there after the time. */
  int terminate(long timeout, TimeUnit unit) throws InterruptedException {
    process.destroy();
    return process.waitFor(timeout, unit) ? process.exitValue() : -1;
  }

  /** Waits for its own end. */
  int awaitExit() throws InterruptedException {
    return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
