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
      JsonNode source = stream.required("source");
      JsonNode destination = stream.required("destination");
      packets.put(
          new StreamName(
              source.required("ip").asText(),
              source.required("port").asInt(),
              destination.required("ip").asText(),
              destination.required("port").asInt(),
              Integer.parseUnsignedInt(stream.required("ssrc").asText(), 16)),
          stream.required("packets").asLong());
    }
    return packets;
  }
}
