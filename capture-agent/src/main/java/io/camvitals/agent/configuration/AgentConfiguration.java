package io.camvitals.agent.configuration;

import java.util.ArrayList;
import java.util.List;

/** All of {@code camvitals.yml}, checked. Immutable; prints without secrets. */
public record AgentConfiguration(
    AgentIdentity agent,
    BatchConfiguration batch,
    KafkaConfiguration kafka,
    RtspConfiguration rtsp,
    List<CameraConfiguration> cameras,
    CaptureConfiguration capture) {
  public AgentConfiguration {
    cameras = List.copyOf(cameras);
  }

  /**
   * The same with more cameras.
   *
   * @throws IllegalArgumentException when one has the id of another
   */
  public AgentConfiguration with(List<CameraConfiguration> added) {
    List<CameraConfiguration> all = new ArrayList<>(cameras);
    for (CameraConfiguration camera : added) {
      if (all.stream().anyMatch(other -> other.id().equals(camera.id()))) {
        throw new IllegalArgumentException("two cameras have the id " + camera.id());
      }
      all.add(camera);
    }
    return new AgentConfiguration(agent, batch, kafka, rtsp, all, capture);
  }

  /** The same with Kafka elsewhere; unchanged when null. */
  public AgentConfiguration withBootstrapServers(String servers) {
    return servers == null
        ? this
        : new AgentConfiguration(agent, batch, kafka.with(servers), rtsp, cameras, capture);
  }

  /** True when nothing is to be captured. */
  public boolean hasNoSource() {
    return cameras.isEmpty() && capture.isEmpty();
  }
}
