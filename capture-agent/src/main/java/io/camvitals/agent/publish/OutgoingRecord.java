package io.camvitals.agent.publish;

import io.camvitals.event.Topic;

/** A record on its way to Kafka. */
record OutgoingRecord(Topic topic, String key, byte[] value) {
  /** What an object in the queue costs beside its key and value, roughly. */
  private static final int OVERHEAD = 96;

  /** Bytes of memory that the record is taken to need. */
  int size() {
    return OVERHEAD + key.length() + value.length;
  }
}
