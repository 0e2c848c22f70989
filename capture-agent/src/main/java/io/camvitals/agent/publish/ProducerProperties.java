package io.camvitals.agent.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The settings of the Kafka client, each with its reason. */
final class ProducerProperties {
  private static final long CLIENT_LINGER_MS = 5;

  private ProducerProperties() {}

  static Map<String, Object> of(PublisherSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "camvitals-agent");
    // A retry must neither duplicate nor reorder: a batch seen twice would be packets seen twice.
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    // What the client holds waits as long as the outage lasts; only a full queue lets go.
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000);
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 100);
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    // The sending thread must come round to move records to disk before the memory is full: what a
    // client still waits for is there at the next attempt.
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 50);
    // Records have gathered in the publisher's queue. The client waits only for what is handed over
    // together with the first of them.
    properties.put(
        ProducerConfig.LINGER_MS_CONFIG, Math.min(CLIENT_LINGER_MS, settings.linger().toMillis()));
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.clientMemoryBytes());
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression());
    // Nobody collects the client's own telemetry.
    properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    properties.putAll(settings.clientProperties());
    return properties;
  }
}
