package io.camvitals.agent.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where events go, and how many wait while Kafka is away.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param queueDirectory absent: events wait in memory alone
 * @param properties for the Kafka client, as they are; their values may be secret
 */
public record KafkaConfiguration(
    String bootstrapServers,
    Compression compression,
    Duration linger,
    long clientMemoryBytes,
    long queueMemoryBytes,
    Optional<Path> queueDirectory,
    long queueDiskBytes,
    Map<String, String> properties) {
  /** What the Kafka client can compress with. */
  public enum Compression {
    NONE,
    GZIP,
    SNAPPY,
    LZ4,
    ZSTD
  }

  public KafkaConfiguration {
    properties = Map.copyOf(properties);
  }

  /** The same elsewhere. */
  KafkaConfiguration with(String otherServers) {
    return new KafkaConfiguration(
        otherServers,
        compression,
        linger,
        clientMemoryBytes,
        queueMemoryBytes,
        queueDirectory,
        queueDiskBytes,
        properties);
  }

  /** With the names of the client's properties only. */
  @Override
  public String toString() {
    return "KafkaConfiguration[" + bootstrapServers + ", " + properties.keySet() + "]";
  }
}
