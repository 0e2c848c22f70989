package io.camvitals.demo;

import io.camvitals.event.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the records in the topic of dead letters, by its partitions' offsets. */
final class DeadLetterCount {
  private final String bootstrapServers;

  DeadLetterCount(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Records in the topic; 0 when it does not exist.
   *
   * @throws IOException when Kafka does not answer
   */
  long count() throws IOException {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(10));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      String topic = Topic.DEAD_LETTERS.topicName();
      if (!consumer.listTopics().containsKey(topic)) {
        return 0;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
      return consumer.endOffsets(partitions).entrySet().stream()
          .mapToLong(end -> end.getValue() - first.get(end.getKey()))
          .sum();
    } catch (KafkaException e) {
      throw new IOException("Kafka at " + bootstrapServers + " does not answer: " + e, e);
    }
  }
}
