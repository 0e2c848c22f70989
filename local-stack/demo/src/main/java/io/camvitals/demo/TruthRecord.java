package io.camvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The simulator's record of what it sent, summed per camera over the streams that the agent played.
 * A stream that somebody else played, from the same simulator and at the same time, does not count.
 */
final class TruthRecord {
  private final Map<String, Map<String, CameraCounts>> bySsrc = new TreeMap<>();
  private final Map<String, Boolean> dead = new HashMap<>();

  private TruthRecord() {}

  /**
   * Reads the record.
   *
   * @throws IOException when the file cannot be read or a line is no JSON; names file and line
   */
  static TruthRecord read(Path file) throws IOException {
    TruthRecord truth = new TruthRecord();
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          truth.add(mapper.readTree(line));
        } catch (IOException e) {
          throw new IOException(file + " line " + number + " is no JSON: " + e.getMessage(), e);
        }
      }
    }
    return truth;
  }

  private void add(JsonNode line) {
    String camera = line.path("camera").asText();
    CameraCounts counts =
        new CameraCounts(
            line.path("packets_sent").asLong(),
            line.path("packets_lost").asLong(),
            line.path("reordered").asLong(),
            line.path("duplicates").asLong());
    bySsrc
        .computeIfAbsent(camera, name -> new TreeMap<>())
        .merge(line.path("ssrc").asText(), counts, CameraCounts::plus);
    dead.merge(camera, line.path("dead").asBoolean(), Boolean::logicalOr);
  }

  /** What was sent of a camera in the streams of these synchronisation sources. */
  CameraCounts counts(String camera, Set<String> ssrcs) {
    return bySsrc.getOrDefault(camera, Map.of()).entrySet().stream()
        .filter(stream -> ssrcs.contains(stream.getKey()))
        .map(Map.Entry::getValue)
        .reduce(CameraCounts.NONE, CameraCounts::plus);
  }

  /** Whether the plan let the camera die at some time. */
  boolean wasDead(String camera) {
    return dead.getOrDefault(camera, false);
  }
}
