package io.camvitals.benchmarks.agent;

import io.camvitals.benchmarks.CamvitalsHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code ./camvitals agent}, as the launcher starts it. */
final class MeasuredAgent {
  private MeasuredAgent() {}

  static ChildProgram start(
      Path directory, String bootstrapServers, Map<String, String> urls, Transport transport)
      throws IOException {
    StringBuilder configuration =
        new StringBuilder(
            "agent: {site: bench, name: agent, http_port: 0}\n"
                + ("kafka: {bootstrap_servers: \"" + bootstrapServers + "\"}\n")
                + "cameras:\n");
    urls.forEach(
        (id, url) ->
            configuration.append(
                "  - {id: " + id + ", url: \"" + url + "\", transport: " + transport + "}\n"));
    Path file = Files.writeString(directory.resolve("camvitals.yml"), configuration);
    return new ChildProgram(
        "agent",
        directory,
        List.of(CamvitalsHome.launcher().toString(), "agent", "--config", file.toString()));
  }
}
