package io.camvitals.agent.command;

import io.camvitals.agent.configuration.AgentConfiguration;
import io.camvitals.agent.configuration.AgentIdentity;
import io.camvitals.agent.configuration.CameraConfiguration;
import io.camvitals.agent.configuration.KafkaConfiguration;
import io.camvitals.agent.health.AgentFacts;
import io.camvitals.agent.health.HealthServer;
import io.camvitals.agent.health.Heartbeat;
import io.camvitals.agent.observe.BatchSettings;
import io.camvitals.agent.observe.CaptureInterfaces;
import io.camvitals.agent.observe.PublishingConnectionObserver;
import io.camvitals.agent.observe.PublishingStreamObservers;
import io.camvitals.agent.observe.WallClock;
import io.camvitals.agent.publish.KafkaEventPublisher;
import io.camvitals.agent.publish.PublisherSettings;
import io.camvitals.agent.source.rtsp.RtspCameras;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of a running agent. They are closed in the order in which events flow. */
final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /** Together with the cameras' farewell, below the five seconds in which an agent ends. */
  private static final Duration LAST_EVENTS = Duration.ofMillis(2_500);

  private KafkaEventPublisher publisher;
  private PublishingStreamObservers observers;
  private RtspCameras cameras;
  private PassiveSources passiveSources;
  private Heartbeat heartbeat;
  private HealthServer health;

  /**
   * Starts everything; when a part fails, those before it are closed again.
   *
   * @throws IOException when a part cannot be had; the message says what to change
   */
  Agent(AgentConfiguration configuration) throws IOException {
    try {
      AgentIdentity identity = configuration.agent();
      WallClock clock = new WallClock();
      CaptureInterfaces interfaces = new CaptureInterfaces();
      publisher = new KafkaEventPublisher(settings(configuration.kafka()), LAST_EVENTS);
      observers =
          new PublishingStreamObservers(
              publisher,
              interfaces,
              new BatchSettings(configuration.batch().packets(), configuration.batch().age()));
      cameras =
          new RtspCameras(
              identity.site(),
              identity.name(),
              configuration.rtsp(),
              observers,
              publisher,
              interfaces,
              clock);
      passiveSources =
          new PassiveSources(
              identity,
              observers,
              new PublishingConnectionObserver(publisher),
              publisher::awaitRoom,
              interfaces);
      AgentFacts facts =
          new AgentFacts(
              identity.site(),
              identity.name(),
              interfaces,
              observers::activeStreams,
              publisher::status,
              cameras::statuses);
      health =
          new HealthServer(
              new InetSocketAddress(identity.httpAddress(), identity.httpPort()), facts);
      heartbeat = new Heartbeat(facts, publisher, clock);
      publisher.start();
      passiveSources.start(configuration.capture());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static PublisherSettings settings(KafkaConfiguration kafka) {
    return new PublisherSettings(
        kafka.bootstrapServers(),
        kafka.compression().name().toLowerCase(Locale.ROOT),
        kafka.linger(),
        kafka.clientMemoryBytes(),
        kafka.queueMemoryBytes(),
        kafka.queueDirectory(),
        kafka.queueDiskBytes(),
        kafka.properties());
  }

  /** Opens, closes and changes cameras until they are as wanted. */
  void apply(List<CameraConfiguration> wanted) {
    cameras.apply(wanted);
  }

  /** Where metrics and health are served. */
  int httpPort() {
    return health.port();
  }

  @Override
  public void close() {
    for (AutoCloseable part :
        Arrays.asList(passiveSources, cameras, observers, heartbeat, health, publisher)) {
      try {
        if (part != null) {
          part.close();
        }
      } catch (Exception e) {
        LOG.warn("A part of the agent did not end well: {}", e.toString());
      }
    }
  }
}
