package io.camvitals.agent.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.publish.PublisherStatus;
import io.camvitals.agent.source.rtsp.CameraState;
import io.camvitals.agent.source.rtsp.CameraStatus;
import java.util.Locale;
import java.util.Map;

/**
 * The agent's state as JSON. {@code status} is "ok" when every enabled camera plays and Kafka takes
 * events, else "degraded".
 */
final class HealthPage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AgentFacts facts;

  HealthPage(AgentFacts facts) {
    this.facts = facts;
  }

  String text() {
    PublisherStatus kafka = facts.publisher().get();
    ObjectNode page = JSON.createObjectNode();
    page.put("status", kafka.reachable() && allPlay() ? "ok" : "degraded");
    page.put("site", facts.site());
    page.put("agent", facts.agent());
    ObjectNode kafkaNode = page.putObject("kafka");
    kafkaNode.put("reachable", kafka.reachable());
    kafkaNode.put("waiting_records", kafka.waitingRecords());
    kafkaNode.put("waiting_bytes", kafka.waitingBytes());
    if (!kafka.lastError().isEmpty()) {
      kafkaNode.put("reason", kafka.lastError());
    }
    ArrayNode cameras = page.putArray("cameras");
    facts.cameras().get().forEach(camera -> add(cameras.addObject(), camera));
    ArrayNode interfaces = page.putArray("interfaces");
    facts.interfaces().all().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> add(interfaces.addObject(), entry.getKey(), entry.getValue()));
    try {
      return JSON.writeValueAsString(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }

  private boolean allPlay() {
    return facts.cameras().get().stream()
        .allMatch(
            camera ->
                camera.state() == CameraState.PLAYING || camera.state() == CameraState.DISABLED);
  }

  private static void add(ObjectNode node, CameraStatus camera) {
    node.put("id", camera.id());
    node.put("url", camera.url());
    node.put("state", camera.state().name().toLowerCase(Locale.ROOT));
    node.put("since", camera.since().toString());
    node.put("packets", camera.packets());
    node.put("sessions", camera.sessions());
    if (!camera.transport().isEmpty()) {
      node.put("transport", camera.transport());
    }
    if (!camera.reason().isEmpty()) {
      node.put("reason", camera.reason());
    }
  }

  private void add(ObjectNode node, String name, CaptureCounters counters) {
    CaptureCounters.Snapshot counts = counters.snapshot();
    node.put("name", name);
    node.put("packets_seen", counts.seen());
    node.put("packets_accepted", counts.accepted());
    ObjectNode rejected = node.putObject("packets_rejected");
    counts.rejected().forEach(rejected::put);
    node.put("kernel_dropped", counts.kernelDropped());
    node.put("interface_dropped", counts.interfaceDropped());
    node.put("capturing", counts.capturing());
    node.put("queue_dropped", counts.queueDropped());
    node.put("active_streams", facts.activeStreams().applyAsInt(name));
  }
}
