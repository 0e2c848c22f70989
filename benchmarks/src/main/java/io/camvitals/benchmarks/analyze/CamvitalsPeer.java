package io.camvitals.benchmarks.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.benchmarks.CamvitalsHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code ./camvitals analyze}, by the launcher as anyone runs it. */
final class CamvitalsPeer extends Peer {
  CamvitalsPeer() {
    super("camvitals analyze");
  }

  @Override
  List<String> command(Path file) {
    return List.of(
        CamvitalsHome.launcher().toString(), "analyze", "--format", "json", file.toString());
  }

  @Override
  Map<StreamName, Long> parse(String output) throws IOException {
    Map<StreamName, Long> packets = new HashMap<>();
    for (JsonNode stream : new ObjectMapper().readTree(output).required("streams")) {
      String source = stream.required("source").asText();
      String destination = stream.required("destination").asText();
      packets.put(
          new StreamName(
              address(source),
              port(source),
              address(destination),
              port(destination),
              Long.decode(stream.required("ssrc").asText()).intValue()),
          stream.required("packets").asLong());
    }
    return packets;
  }

  /** Of {@code ip:port} or {@code [ip6]:port}. */
  private static String address(String endpoint) {
    String address = endpoint.substring(0, endpoint.lastIndexOf(':'));
    return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
  }

  private static int port(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }
}
