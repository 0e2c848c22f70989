package io.camvitals.benchmarks.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.benchmarks.CamvitalsHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code ./camvitals simulate}: cameras of 4 Mb/s without faults, and the truth about them. */
final class SimulatedCameras implements AutoCloseable {
  /**
   * What left to one receiver of one camera.
   *
   * @param payloadBytes of RTP
   */
  record Sent(long packets, long payloadBytes) {
    Sent plus(Sent other) {
      return new Sent(packets + other.packets, payloadBytes + other.payloadBytes);
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final Path truth;
  private final ChildProgram program;
  private final BufferedReader events;
  private final Map<String, String> urls = new HashMap<>();

  /** Starts them, and returns when they listen. */
  SimulatedCameras(Path directory, int cameras, Transport transport) throws IOException {
    StringBuilder plan = new StringBuilder("cameras:\n");
    for (int i = 1; i <= cameras; i++) {
      plan.append("  - {id: cam-" + i + ", profile: 360p-4m, transport: " + transport + "}\n");
    }
    Path planFile = Files.writeString(directory.resolve("plan.yml"), plan);
    truth = directory.resolve("truth.jsonl");
    program =
        new ChildProgram(
            "simulate",
            directory,
            List.of(
                CamvitalsHome.launcher().toString(),
                "simulate",
                "--plan",
                planFile.toString(),
                "--port",
                "0",
                "--truth",
                truth.toString()));
    events = program.output();
    for (JsonNode camera : await("listening").required("cameras")) {
      urls.put(camera.required("id").asText(), camera.required("url").asText());
    }
  }

  private JsonNode await(String event) throws IOException {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      JsonNode said = json.readTree(line);
      if (said.path("event").asText().equals(event)) {
        return said;
      }
    }
    program.check();
    throw new IOException("the simulator says nothing more");
  }

  /** URL of each camera, by its id. */
  Map<String, String> urls() {
    return urls;
  }

  void check() throws IOException {
    program.check();
  }

  /** No packet leaves any more; returns what left, by synchronisation source. */
  Map<Integer, Sent> quiesce() throws IOException {
    program.tell("quiesce");
    await("quiesced");
    Map<Integer, Sent> sent = new HashMap<>();
    List<String> lines = new ArrayList<>(Files.readAllLines(truth));
    for (String line : lines) {
      JsonNode second = json.readTree(line);
      sent.merge(
          Integer.parseUnsignedInt(second.required("ssrc").asText(), 16),
          new Sent(
              second.required("packets_sent").asLong(), second.required("payload_bytes").asLong()),
          Sent::plus);
    }
    return sent;
  }

  @Override
  public void close() {
    program.close();
  }
}
