package io.camvitals.jobs.deadletter;

import io.camvitals.event.Topic;
import io.camvitals.event.v1.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes dead letters to their Kafka topic, keyed by stage. */
public final class KafkaDeadLetterChannel implements DeadLetterChannel {
  private static final long serialVersionUID = 1L;

  private final String bootstrapServers;

  public KafkaDeadLetterChannel(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public DeadLetterPublisher open() {
    return new Publisher(
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  private static final class Publisher implements DeadLetterPublisher {
    private final KafkaProducer<byte[], byte[]> producer;
    // KafkaProducer.send blocks while it does not know the topic.
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "dead-letters");
              thread.setDaemon(true);
              return thread;
            });

    Publisher(KafkaProducer<byte[], byte[]> producer) {
      this.producer = producer;
    }

    @Override
    public CompletableFuture<Void> publish(DeadLetter letter) {
      CompletableFuture<Void> safe = new CompletableFuture<>();
      thread.execute(
          () -> {
            try {
              var unused =
                  producer.send(
                      new ProducerRecord<>(
                          Topic.DEAD_LETTERS.topicName(),
                          letter.getStage().getBytes(StandardCharsets.UTF_8),
                          letter.toByteArray()),
                      (metadata, failure) -> {
                        if (failure == null) {
                          safe.complete(null);
                        } else {
                          safe.completeExceptionally(failure);
                        }
                      });
            } catch (RuntimeException e) {
              safe.completeExceptionally(e);
            }
          });
      return safe;
    }

    @Override
    public void close() {
      thread.shutdownNow();
      producer.close(Duration.ofSeconds(5));
    }
  }
}
