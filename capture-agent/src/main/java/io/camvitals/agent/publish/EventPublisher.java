package io.camvitals.agent.publish;

import io.camvitals.event.Topic;

/**
 * Takes events on their way to Kafka.
 *
 * <p>For each topic: records taken by {@link #publish} = records acknowledged by Kafka + records
 * waiting + records let go. What is let go is counted and reported, never silently missed.
 */
public interface EventPublisher extends AutoCloseable {
  /**
   * Takes one record. Never blocks and never throws for a full queue or an absent server: the
   * record is then kept, or let go and counted. Records with the same key keep their order. Safe
   * for use by several threads.
   *
   * @param key text of {@link io.camvitals.event.StreamKeys}, or the camera's id
   * @param value the encoded event; not to be written to afterwards
   */
  void publish(Topic topic, String key, byte[] value);

  /** Names the one who is told of each record that is let go; to be called before the first. */
  void onLetGo(LetGoListener listener);

  /** Sends what is waiting as far as the time allowed suffices, and counts the rest as let go. */
  @Override
  void close();
}
