package io.camvitals.agent.publish;

import io.camvitals.event.Topic;
import io.camvitals.event.TopicInstallationException;
import io.camvitals.event.TopicInstaller;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics in the background, as often as it takes. */
final class TopicInstallation {
  private static final Logger LOG = LoggerFactory.getLogger(TopicInstallation.class);
  private static final long PAUSE_MS = 1_000;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final TopicInstaller installer;
  private final Thread thread = new Thread(this::run, "kafka-topics");
  private volatile boolean installed;
  private volatile boolean closed;
  private volatile String lastError = "";

  TopicInstallation(PublisherSettings settings) {
    Map<String, String> properties = new HashMap<>(settings.clientProperties());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    this.installer =
        new TopicInstaller(
            properties,
            TopicInstaller.DEFAULT_PARTITIONS,
            TopicInstaller.BROKER_DEFAULT_REPLICATION,
            DEADLINE);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** True when the topics are there, so that no broker makes them with settings of its own. */
  boolean installed() {
    return installed;
  }

  /** Why the last attempt failed; empty when it did not. */
  String lastError() {
    return lastError;
  }

  void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    while (!closed && !installed) {
      try {
        installer
            .install(Arrays.asList(Topic.values()))
            .forEach(done -> LOG.info("Kafka: {}", done));
        lastError = "";
        installed = true;
      } catch (TopicInstallationException e) {
        String error = e.getMessage();
        if (!error.equals(lastError)) {
          LOG.warn("{}; capturing goes on and events wait", error);
        }
        lastError = error;
        try {
          Thread.sleep(PAUSE_MS);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }
}
