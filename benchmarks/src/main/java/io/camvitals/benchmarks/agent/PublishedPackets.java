package io.camvitals.benchmarks.agent;

import io.camvitals.event.PacketBatchColumns;
import io.camvitals.event.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the agent brought to Kafka. */
final class PublishedPackets {
  private PublishedPackets() {}

  /**
   * Packets by synchronisation source.
   *
   * @throws IOException when a batch cannot be read, or tells that the agent missed packets: then
   *     it did less work than it should
   */
  static Map<Integer, Long> read(String bootstrapServers) throws IOException {
    Map<String, Object> properties =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.PACKETS.topicName()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<Integer, Long> packets = new HashMap<>();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          add(packets, record.value());
        }
      }
      return packets;
    }
  }

  private static void add(Map<Integer, Long> packets, byte[] value) throws IOException {
    PacketBatchColumns batch = new PacketBatchColumns();
    batch.decode(value);
    if (batch.captureDropped() > 0) {
      throw new IOException(
          "the agent missed "
              + batch.captureDropped()
              + " packets: nothing is compared. Raise net.core.rmem_max, or quiet the machine");
    }
    packets.merge(batch.stream().getSsrc(), (long) batch.rows(), Long::sum);
  }
}
