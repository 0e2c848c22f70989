package io.camvitals.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The demo's result: what the simulator sent beside what Elasticsearch holds.
 *
 * @param startupSeconds from the command to the moment in which all cameras played
 * @param seed of the cameras' faults
 * @param cameras one comparison a camera
 * @param further what else is known of a camera, by its id
 * @param documents in Elasticsearch, of this run
 * @param deadLetters records and documents that a stage refused
 * @param freshness delays of the documents
 * @param restarts servers that died and were started again, by name
 * @param endpoints URLs and addresses by name
 */
record DemoReport(
    double startupSeconds,
    long seed,
    List<CameraComparison> cameras,
    Map<String, FurtherVitals> further,
    long documents,
    long deadLetters,
    Freshness freshness,
    Map<String, Integer> restarts,
    Map<String, String> endpoints) {

  /** True when no camera whose figures must agree has figures that differ. */
  boolean agrees() {
    return cameras.stream().noneMatch(CameraComparison::disagrees);
  }

  /** What else is known of the camera. */
  FurtherVitals further(CameraComparison camera) {
    return further.getOrDefault(camera.camera(), FurtherVitals.NONE);
  }

  /** Writes the report as JSON, whole or not at all. */
  void write(Path file, ObjectMapper mapper) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".part");
    mapper
        .writer(SerializationFeature.INDENT_OUTPUT)
        .writeValue(unfinished.toFile(), toJson(mapper));
    Files.move(unfinished, absolute, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private ObjectNode toJson(ObjectMapper mapper) {
    ObjectNode root = mapper.createObjectNode();
    root.put("startup_seconds", Math.round(startupSeconds * 10) / 10.0);
    root.put("seed", seed);
    root.put("agrees", agrees());
    for (CameraComparison camera : cameras) {
      ObjectNode node = camera.toJson(mapper);
      further(camera).putInto(node.putObject("further"));
      root.withArray("cameras").add(node);
    }
    ObjectNode pipeline = root.putObject("pipeline");
    pipeline.put("documents", documents);
    pipeline.put("dead_letters", deadLetters);
    pipeline.put("freshness_samples", freshness.samples());
    pipeline.put("freshness_p50_ms", freshness.p50Ms());
    pipeline.put("freshness_p99_ms", freshness.p99Ms());
    ObjectNode restarted = pipeline.putObject("restarts");
    restarts.forEach(restarted::put);
    ObjectNode addresses = root.putObject("endpoints");
    endpoints.forEach(addresses::put);
    return root;
  }
}
