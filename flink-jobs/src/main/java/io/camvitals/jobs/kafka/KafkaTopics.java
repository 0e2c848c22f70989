package io.camvitals.jobs.kafka;

import io.camvitals.event.Topic;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sources of our topics and sinks into them. */
public final class KafkaTopics {
  private static final String COMPRESSION = "lz4";
  private static final String LINGER_MS = "20";
  private static final String DISCOVERY_MS = "30000";

  private KafkaTopics() {}

  /** What a sink writes of an element: its key or its value. */
  public interface Part<T> extends Function<T, byte[]>, Serializable {}

  /**
   * All records of a topic. Without a checkpoint it goes on where the group committed last, and at
   * the topic's beginning when it never did.
   */
  public static KafkaSource<KafkaRecord> source(
      String bootstrapServers, Topic topic, String groupId) {
    return sourceBuilder(bootstrapServers, topic, groupId).build();
  }

  /** The same, to be bounded or started elsewhere. */
  public static KafkaSourceBuilder<KafkaRecord> sourceBuilder(
      String bootstrapServers, Topic topic, String groupId) {
    return KafkaSource.<KafkaRecord>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(topic.topicName())
        .setGroupId(groupId)
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new KafkaRecordDeserializer())
        .setProperty("partition.discovery.interval.ms", DISCOVERY_MS)
        .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
  }

  /** Writes each element at least once. */
  public static <T> KafkaSink<T> sink(
      String bootstrapServers, Topic topic, Part<T> key, Part<T> value) {
    String name = topic.topicName();
    KafkaRecordSerializationSchema<T> serializer =
        (element, context, timestamp) ->
            new ProducerRecord<>(name, key.apply(element), value.apply(element));
    return KafkaSink.<T>builder()
        .setBootstrapServers(bootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(serializer)
        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION)
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS)
        .build();
  }
}
