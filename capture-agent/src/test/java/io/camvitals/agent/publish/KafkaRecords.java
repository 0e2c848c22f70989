package io.camvitals.agent.publish;

import io.camvitals.event.Topic;
import io.camvitals.event.v1.PacketBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from beginning to end. */
public final class KafkaRecords {
  private KafkaRecords() {}

  /** All records that are in the topic now, partition by partition in their order. */
  public static List<ConsumerRecord<String, byte[]>> all(String bootstrapServers, Topic topic) {
    Map<String, Object> properties =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** All batches that are in Kafka now. */
  public static List<PacketBatch> batches(String bootstrapServers) throws Exception {
    List<PacketBatch> batches = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found : all(bootstrapServers, Topic.PACKETS)) {
      batches.add(PacketBatch.parseFrom(found.value()));
    }
    return batches;
  }
}
