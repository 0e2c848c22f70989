package io.camvitals.agent.publish;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Hands records to the Kafka client, and makes a new client when the old one has failed for good.
 * One thread sends; the outcome of what was taken is told from the client's thread.
 */
final class KafkaSender {
  /** What became of the attempt to hand a record to the client. */
  enum Attempt {
    /** The client has it; the outcome will be told. */
    TAKEN,
    /** Not now: the server is away, or the client's memory is full. Try the same record again. */
    LATER,
    /** Never: the server or the client refuses this very record. */
    REFUSED
  }

  private final Map<String, Object> properties;
  private final BiConsumer<OutgoingRecord, Exception> outcome;
  private KafkaProducer<String, byte[]> producer;
  private Thread sending;
  private Exception immediateFailure;
  private volatile String lastError = "";

  /**
   * @param outcome told of each record taken, once: the exception is null when Kafka acknowledged
   */
  KafkaSender(Map<String, Object> properties, BiConsumer<OutgoingRecord, Exception> outcome) {
    this.properties = properties;
    this.outcome = outcome;
  }

  /** Tries to hand over one record; blocks for the client's max.block.ms at most. */
  Attempt send(OutgoingRecord outgoing) {
    sending = Thread.currentThread();
    immediateFailure = null;
    try {
      if (producer == null) {
        producer = new KafkaProducer<>(properties);
      }
      var unused =
          producer.send(
              new ProducerRecord<>(outgoing.topic().topicName(), outgoing.key(), outgoing.value()),
              (metadata, failure) -> completed(outgoing, failure));
    } catch (RuntimeException e) {
      // Not about this record: the configuration, the authentication or the client's own state.
      discardProducer();
      note(e);
      return Attempt.LATER;
    }
    if (immediateFailure == null) {
      return Attempt.TAKEN;
    }
    note(immediateFailure);
    return immediateFailure instanceof RetriableException
            || immediateFailure instanceof AuthenticationException
            || immediateFailure instanceof ClusterAuthorizationException
        ? Attempt.LATER
        : Attempt.REFUSED;
  }

  private void completed(OutgoingRecord outgoing, Exception failure) {
    if (failure != null && Thread.currentThread() == sending) {
      immediateFailure = failure;
      return;
    }
    if (failure == null) {
      lastError = "";
    } else {
      note(failure);
    }
    outcome.accept(outgoing, failure);
  }

  private void note(Exception e) {
    lastError = Causes.describe(e);
  }

  private void discardProducer() {
    close(Duration.ZERO);
    producer = null;
  }

  /** Why the last attempt failed; empty after a success. */
  String lastError() {
    return lastError;
  }

  /** Waits for what was taken, at most so long; then the rest is told as failed. */
  void close(Duration timeout) {
    sending = null;
    if (producer != null) {
      producer.close(timeout);
    }
  }
}
