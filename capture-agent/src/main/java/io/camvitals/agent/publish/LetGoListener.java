package io.camvitals.agent.publish;

import io.camvitals.event.Topic;

/** Is told of each record that will not reach Kafka. Called from any thread; must not block. */
public interface LetGoListener {
  /** Listens to nothing. */
  LetGoListener NONE =
      new LetGoListener() {
        @Override
        public void letGo(Topic topic, String key, byte[] value) {}

        @Override
        public void unreadable(long packets) {}
      };

  /** This record was let go. */
  void letGo(Topic topic, String key, byte[] value);

  /** Batches that were kept on disk could not be read back; they held this many packets. */
  void unreadable(long packets);
}
