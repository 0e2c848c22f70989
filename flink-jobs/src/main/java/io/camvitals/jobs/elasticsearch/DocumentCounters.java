package io.camvitals.jobs.elasticsearch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * What became of the documents of one writer since it was opened:
 *
 * <pre>sent = accepted + superseded + rejected (by reason) + in flight</pre>
 *
 * <p>A document is sent once, however often it is retried. Thread-safe.
 */
final class DocumentCounters {
  private static final String REASON = "reason";

  private final MetricGroup group;
  private final Counter sent;
  private final Counter accepted;
  private final Counter superseded;
  private final Counter retried;
  private final Counter rejected;
  private final Map<String, Counter> rejectedByReason = new ConcurrentHashMap<>();

  DocumentCounters(MetricGroup parent) {
    this.group = parent.addGroup("documents");
    this.sent = counter("sent");
    this.accepted = counter("accepted");
    this.superseded = counter("superseded");
    this.retried = counter("retried");
    this.rejected = counter("rejected");
    group.gauge("inFlight", this::inFlight);
  }

  private Counter counter(String name) {
    return group.counter(name, new ThreadSafeSimpleCounter());
  }

  void sent(int documents) {
    sent.inc(documents);
  }

  void accepted() {
    accepted.inc();
  }

  void superseded() {
    superseded.inc();
  }

  void retried(int documents) {
    retried.inc(documents);
  }

  void rejected(String reason) {
    rejected.inc();
    rejectedByReason
        .computeIfAbsent(
            reason,
            name -> group.addGroup(REASON, name).counter("rejected", new ThreadSafeSimpleCounter()))
        .inc();
  }

  long inFlight() {
    return sent.getCount() - accepted.getCount() - superseded.getCount() - rejected.getCount();
  }
}
