package io.camvitals.benchmarks.pipeline;

import io.camvitals.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the packets topic with Kafka's own consumer and looks at nothing but the sizes. */
final class RawRead {
  private RawRead() {}

  /**
   * Reads all records there are.
   *
   * @return seconds from the first poll to the last record
   */
  static double seconds(String bootstrapServers, PacketsTopic.Content content) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.PACKETS.topicName()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long records = 0;
      long bytes = 0;
      long began = System.nanoTime();
      while (records < content.records()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
          records++;
          bytes += record.value().length;
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      if (bytes != content.bytes()) {
        throw new IllegalStateException(
            "read " + bytes + " bytes, but " + content.bytes() + " were written");
      }
      return seconds;
    }
  }
}
