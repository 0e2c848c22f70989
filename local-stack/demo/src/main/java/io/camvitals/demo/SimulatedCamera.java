package io.camvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A camera that the simulator offers.
 *
 * @param id name
 * @param url RTSP address, without credentials
 * @param transport {@code udp} or {@code tcp}
 * @param resolution for people, like {@code 640x360}
 * @param faults names of the faults in its plan; empty for a clean camera
 */
record SimulatedCamera(
    String id, String url, String transport, String resolution, List<String> faults) {

  /** The cameras in the simulator's {@code listening} line. */
  static List<SimulatedCamera> listed(JsonNode listening) {
    List<SimulatedCamera> cameras = new ArrayList<>();
    for (JsonNode camera : listening.path("cameras")) {
      List<String> faults = new ArrayList<>();
      camera.path("faults").forEach(fault -> faults.add(fault.asText()));
      cameras.add(
          new SimulatedCamera(
              camera.path("id").asText(),
              camera.path("url").asText(),
              camera.path("transport").asText(),
              camera.path("resolution").asText(),
              List.copyOf(faults)));
    }
    return List.copyOf(cameras);
  }
}
