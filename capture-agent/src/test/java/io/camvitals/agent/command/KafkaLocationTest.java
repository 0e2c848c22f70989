package io.camvitals.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLocationTest {
  @TempDir Path directory;

  @Test
  void theEnvironmentComesFirst() throws Exception {
    Path state = state("{\"kafka\":\"127.0.0.1:9093\"}");
    assertThat(KafkaLocation.find(Map.of(KafkaLocation.ENVIRONMENT, "kafka-1:9092"), state))
        .isEqualTo(new KafkaLocation("kafka-1:9092", "CAMVITALS_KAFKA_BOOTSTRAP_SERVERS"));
  }

  @Test
  void aRunningDemoComesNext() throws Exception {
    Path state =
        state("{\"elasticsearch\":\"http://127.0.0.1:9200\",\"kafka\":\"127.0.0.1:9093\"}");
    assertThat(KafkaLocation.find(Map.of(KafkaLocation.ENVIRONMENT, " "), state))
        .isEqualTo(new KafkaLocation("127.0.0.1:9093", state.toString()));
  }

  @Test
  void withoutEitherItIsThisMachine() throws Exception {
    KafkaLocation local = new KafkaLocation("127.0.0.1:9092", "the default");
    assertThat(KafkaLocation.find(Map.of(), directory.resolve("demo.json"))).isEqualTo(local);
    assertThat(KafkaLocation.find(Map.of(), state("{\"kaf"))).isEqualTo(local);
    assertThat(KafkaLocation.find(Map.of(), state("{\"kafka\":7}"))).isEqualTo(local);
    assertThat(KafkaLocation.find(Map.of(), state(""))).isEqualTo(local);
  }

  private Path state(String json) throws Exception {
    return Files.writeString(directory.resolve("demo.json"), json);
  }
}
