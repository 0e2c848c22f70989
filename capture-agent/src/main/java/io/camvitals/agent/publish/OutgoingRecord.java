package io.camvitals.agent.publish;

import io.camvitals.event.Topic;

/**
 * A record on its way to Kafka.
 *
 * @param failures how often the Kafka client took it and gave it up
 */
record OutgoingRecord(Topic topic, String key, byte[] value, int failures) {
  /** What an object in the queue costs beside its key and value, roughly. */
  private static final int OVERHEAD = 96;

  OutgoingRecord(Topic topic, String key, byte[] value) {
    this(topic, key, value, 0);
  }

  /** The same record after one failure more. */
  OutgoingRecord failedAgain() {
    return new OutgoingRecord(topic, key, value, failures + 1);
  }

  /** Bytes of memory that the record is taken to need. */
  int size() {
    return OVERHEAD + key.length() + value.length;
  }
}
