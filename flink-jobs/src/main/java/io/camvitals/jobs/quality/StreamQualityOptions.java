package io.camvitals.jobs.quality;

import io.camvitals.dashboards.ElasticsearchUrl;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the job must know of its surroundings.
 *
 * @param kafkaBootstrapServers host:port, several separated by commas
 * @param elasticsearch where the documents go
 * @param checkpointInterval between two checkpoints, at least 100 ms
 * @param checkpointDirectory a URL that all task managers can write to; empty keeps checkpoints in
 *     the job manager's memory
 * @param parallelism of each operator, at least 1
 */
public record StreamQualityOptions(
    String kafkaBootstrapServers,
    ElasticsearchUrl elasticsearch,
    Duration checkpointInterval,
    Optional<String> checkpointDirectory,
    int parallelism) {

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  /** Checks the values; the message of the exception names the one that is wrong. */
  public StreamQualityOptions {
    Objects.requireNonNull(elasticsearch);
    Objects.requireNonNull(checkpointDirectory);
    if (kafkaBootstrapServers.isBlank()) {
      throw new IllegalArgumentException("the Kafka bootstrap servers are blank");
    }
    if (checkpointInterval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "the checkpoint interval " + checkpointInterval + " is below " + SHORTEST_INTERVAL);
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException("the parallelism " + parallelism + " is below 1");
    }
  }
}
