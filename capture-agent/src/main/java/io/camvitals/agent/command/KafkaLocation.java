package io.camvitals.agent.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where Kafka is when nobody has said so: in the environment, where a running demo wrote it, or on
 * this machine.
 *
 * @param bootstrapServers host and port, several separated by commas
 * @param origin who says so, for messages
 */
record KafkaLocation(String bootstrapServers, String origin) {
  static final String ENVIRONMENT = "CAMVITALS_KAFKA_BOOTSTRAP_SERVERS";
  private static final String LOCAL = "127.0.0.1:9092";

  static KafkaLocation find() {
    Path home = Path.of(System.getProperty("camvitals.root", "."));
    return find(System.getenv(), home.resolve(".camvitals/demo.json"));
  }

  static KafkaLocation find(Map<String, String> environment, Path demoState) {
    String configured = environment.get(ENVIRONMENT);
    if (configured != null && !configured.isBlank()) {
      return new KafkaLocation(configured, ENVIRONMENT);
    }
    if (Files.isRegularFile(demoState)) {
      try {
        JsonNode kafka = new ObjectMapper().readTree(Files.readString(demoState)).path("kafka");
        if (kafka.isTextual()) {
          return new KafkaLocation(kafka.textValue(), demoState.toString());
        }
      } catch (JsonProcessingException e) {
        // A demo that is just writing it; the default is as good a guess.
      } catch (IOException e) {
        // It has ended in this moment.
      }
    }
    return new KafkaLocation(LOCAL, "the default");
  }
}
