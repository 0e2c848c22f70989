package io.camvitals.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One camera's truth beside its measurement.
 *
 * @param camera id
 * @param transport {@code udp} or {@code tcp}
 * @param faults names of the faults in the camera's plan
 * @param truth of the simulator
 * @param measured out of Elasticsearch
 * @param wasDead whether the plan let the camera die
 */
record CameraComparison(
    String camera,
    String transport,
    List<String> faults,
    CameraCounts truth,
    MeasuredCamera measured,
    boolean wasDead) {

  /** Why the figures need not agree; empty when they must. */
  Optional<String> excuse() {
    if (wasDead) {
      return Optional.of("the camera was dead for a time");
    }
    if (measured.captureDropped() > 0 || measured.incomplete() > 0) {
      return Optional.of(
          "the agent itself missed "
              + measured.captureDropped()
              + " packets, in "
              + measured.incomplete()
              + " windows");
    }
    return Optional.empty();
  }

  /** True when the figures must agree and do not. */
  boolean disagrees() {
    return excuse().isEmpty() && !truth.equals(measured.counts());
  }

  ObjectNode toJson(ObjectMapper mapper) {
    ObjectNode node = mapper.createObjectNode();
    node.put("id", camera);
    node.put("transport", transport);
    faults.forEach(node.putArray("faults")::add);
    ObjectNode sent = node.putObject("truth");
    sent.put("packets_sent", truth.packets());
    sent.put("packets_lost", truth.lost());
    sent.put("loss_ratio", truth.lossRatio());
    sent.put("reordered", truth.reordered());
    sent.put("duplicates", truth.duplicates());
    ObjectNode received = node.putObject("measured");
    CameraCounts counts = measured.counts();
    received.put("packets", counts.packets());
    received.put("lost", counts.lost());
    received.put("loss_ratio", counts.lossRatio());
    received.put("reordered", counts.reordered());
    received.put("duplicates", counts.duplicates());
    putIfKnown(received, "jitter_ms", measured.jitterMs());
    putIfKnown(received, "frame_jitter_ms", measured.frameJitterMs());
    putIfKnown(received, "bitrate_bps", measured.bitrateBps());
    putIfKnown(received, "frame_rate", measured.frameRate());
    received.put("capture_dropped", measured.captureDropped());
    node.put("documents", measured.documents());
    node.put("agrees", truth.equals(counts));
    excuse().ifPresent(reason -> node.put("not_compared_because", reason));
    return node;
  }

  private static void putIfKnown(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, Math.round(value * 1000) / 1000.0);
    } else {
      node.putNull(name);
    }
  }
}
