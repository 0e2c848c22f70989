package io.camvitals.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camvitals.simulator.plan.CameraPlan;
import java.io.PrintStream;
import java.util.List;

/** Tells on standard output, one JSON object a line, what a program that drives us must know. */
final class ConsoleEvents {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintStream out;

  ConsoleEvents(PrintStream out) {
    this.out = out;
  }

  /** The cameras can be played. */
  void listening(String host, int port, List<CameraPlan> cameras) {
    ObjectNode event = mapper.createObjectNode().put("event", "listening").put("port", port);
    for (CameraPlan camera : cameras) {
      ObjectNode each =
          event
              .withArray("cameras")
              .addObject()
              .put("id", camera.id())
              .put("url", "rtsp://" + host + ":" + port + "/" + camera.id())
              .put("transport", camera.transport())
              .put("resolution", camera.profile().resolution());
      each.putArray("faults");
      camera.faultNames().forEach(name -> each.withArray("faults").add(name));
    }
    print(event);
  }

  /** No packets leave any more, and the truth is written. */
  void quiesced() {
    print(mapper.createObjectNode().put("event", "quiesced"));
  }

  private void print(ObjectNode event) {
    try {
      out.println(mapper.writeValueAsString(event));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
