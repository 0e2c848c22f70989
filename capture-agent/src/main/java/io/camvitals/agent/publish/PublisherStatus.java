package io.camvitals.agent.publish;

import io.camvitals.event.Topic;
import java.util.Map;

/**
 * The publisher at one moment. For each topic: taken = acknowledged + letGo + what waits.
 *
 * @param reachable Kafka acknowledged a record in the last seconds
 * @param lastError why Kafka does not take records; empty when it does
 * @param waitingRecords taken and neither acknowledged nor let go: in memory, on disk, in the
 *     client
 * @param waitingBytes their bytes in memory and on disk
 * @param diskBytes the bytes of the queue on disk
 * @param sentAgain records that the Kafka client took and gave up, each time counted
 */
public record PublisherStatus(
    boolean reachable,
    String lastError,
    long waitingRecords,
    long waitingBytes,
    long diskBytes,
    long sentAgain,
    Map<Topic, TopicCounts> topics) {
  /**
   * Records of one topic.
   *
   * @param taken by publish
   * @param acknowledged by Kafka
   * @param letGo which will not reach Kafka
   */
  public record TopicCounts(long taken, long acknowledged, long letGo) {
    /** Records on their way. */
    public long waiting() {
      return taken - acknowledged - letGo;
    }
  }
}
