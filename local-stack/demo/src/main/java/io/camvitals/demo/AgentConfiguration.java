package io.camvitals.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the agent's configuration file, as an operator would. */
final class AgentConfiguration {
  private AgentConfiguration() {}

  /** An agent that plays these cameras. */
  static void write(Path file, String bootstrapServers, int metricsPort, List<SimulatedCamera> all)
      throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode root = yaml.createObjectNode();
    root.putObject("agent")
        .put("site", "demo")
        .put("name", "agent-1")
        .put("http_port", metricsPort);
    root.putObject("kafka").put("bootstrap_servers", bootstrapServers);
    for (SimulatedCamera camera : all) {
      root.withArray("cameras")
          .addObject()
          .put("id", camera.id())
          .put("url", camera.url())
          .put("transport", camera.transport());
    }
    yaml.writeValue(file.toFile(), root);
  }
}
