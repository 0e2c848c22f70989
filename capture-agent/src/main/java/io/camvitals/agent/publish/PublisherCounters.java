package io.camvitals.agent.publish;

import io.camvitals.agent.publish.PublisherStatus.TopicCounts;
import io.camvitals.event.Topic;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts records by topic: taken = acknowledged + let go + waiting. */
final class PublisherCounters {
  private final LongAdder[] taken = adders();
  private final LongAdder[] acknowledged = adders();
  private final LongAdder[] letGo = adders();

  private static LongAdder[] adders() {
    LongAdder[] adders = new LongAdder[Topic.values().length];
    for (int i = 0; i < adders.length; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }

  void taken(Topic topic) {
    taken[topic.ordinal()].increment();
  }

  void acknowledged(Topic topic) {
    acknowledged[topic.ordinal()].increment();
  }

  void letGo(Topic topic, long records) {
    letGo[topic.ordinal()].add(records);
  }

  boolean acknowledgedAny() {
    for (LongAdder adder : acknowledged) {
      if (adder.sum() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Records taken that are neither acknowledged nor let go. */
  long waiting() {
    return snapshot().values().stream().mapToLong(TopicCounts::waiting).sum();
  }

  Map<Topic, TopicCounts> snapshot() {
    Map<Topic, TopicCounts> counts = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      int i = topic.ordinal();
      // In this order, so that a record counted meanwhile cannot make waiting negative.
      long done = acknowledged[i].sum();
      long gone = letGo[i].sum();
      long all = taken[i].sum();
      if (all > 0) {
        counts.put(topic, new TopicCounts(all, done, gone));
      }
    }
    return counts;
  }
}
