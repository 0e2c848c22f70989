package io.camvitals.agent.publish;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How events go to Kafka.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param compression "none", "gzip", "snappy", "lz4" or "zstd"
 * @param linger how long records gather before they are sent together
 * @param clientMemoryBytes what the Kafka client may hold of records that it sends
 * @param queueMemoryBytes what may wait in memory before the client
 * @param queueDirectory where records wait that do not fit into memory; absent for nowhere
 * @param queueDiskBytes what may wait on disk
 * @param clientProperties passed to the Kafka client as they are, for TLS and SASL
 */
public record PublisherSettings(
    String bootstrapServers,
    String compression,
    Duration linger,
    long clientMemoryBytes,
    long queueMemoryBytes,
    Optional<Path> queueDirectory,
    long queueDiskBytes,
    Map<String, String> clientProperties) {
  public PublisherSettings {
    clientProperties = Map.copyOf(clientProperties);
  }

  /** Without the client's properties, which may hold secrets. */
  @Override
  public String toString() {
    return bootstrapServers + " " + compression + " " + clientProperties.keySet();
  }
}
