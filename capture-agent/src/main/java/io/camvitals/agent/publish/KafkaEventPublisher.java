package io.camvitals.agent.publish;

import io.camvitals.agent.logging.RepeatedWarning;
import io.camvitals.event.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to Kafka with an idempotent client, through a queue in memory and, when a directory is
 * named, one on disk. The order of records is kept: client, then disk, then memory hold the oldest.
 * One thread moves them on; {@code publish} only puts a record into the queue in memory. Records
 * gather there until the thread hands all of them to the client at once: both sleep in between.
 *
 * <p>While Kafka is away the queues fill. When both are full, the newest records are let go. A
 * record that the client took and gave up is sent again, before all others: then Kafka may hold it
 * behind later ones, or twice.
 */
public final class KafkaEventPublisher implements EventPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaEventPublisher.class);
  private static final long PAUSE_NS = Duration.ofMillis(40).toNanos();
  private static final long SHORTEST_GATHERING_NS = Duration.ofMillis(5).toNanos();
  private static final long RETRY_PAUSE_NS = Duration.ofMillis(250).toNanos();
  private static final int MAXIMUM_FAILURES = 3;
  private static final long UNREACHABLE_AFTER_NS = Duration.ofSeconds(5).toNanos();

  private final RepeatedWarning full =
      new RepeatedWarning(LOG, "The queue for Kafka is full and newer events are let go");
  private final RepeatedWarning refused =
      new RepeatedWarning(LOG, "Kafka refused an event, which is let go");
  private final RepeatedWarning sentAgain =
      new RepeatedWarning(LOG, "The Kafka client gave up an event, which is sent again");
  private final PublisherSettings settings;
  private final long gatheringNs;
  private final Duration closeTimeout;
  private final MemoryQueue memory;
  private final DiskQueue disk;
  private final Queue<OutgoingRecord> givenUp = new ConcurrentLinkedQueue<>();
  private final KafkaSender sender;
  private final TopicInstallation topics;
  private final LongAdder sentAgainCount = new LongAdder();
  private final PublisherCounters counters = new PublisherCounters();
  private final Thread thread = new Thread(this::run, "kafka-publisher");
  private volatile long lastAcknowledgedAt = System.nanoTime();
  private volatile boolean closing;
  private volatile boolean reachable;
  private boolean announcedAway;
  private volatile LetGoListener listener = LetGoListener.NONE;

  /**
   * @param closeTimeout how long {@link #close} may take to send what waits
   * @throws IOException when the queue's directory cannot be used
   */
  public KafkaEventPublisher(PublisherSettings settings, Duration closeTimeout) throws IOException {
    this.settings = settings;
    this.gatheringNs = Math.max(SHORTEST_GATHERING_NS, settings.linger().toNanos());
    this.closeTimeout = closeTimeout;
    this.memory = new MemoryQueue(settings.queueMemoryBytes());
    this.disk =
        settings.queueDirectory().isEmpty()
            ? null
            : new DiskQueue(
                settings.queueDirectory().get(), settings.queueDiskBytes(), this::unreadable);
    this.sender = new KafkaSender(ProducerProperties.of(settings), this::completed);
    this.topics = new TopicInstallation(settings);
    thread.setDaemon(true);
  }

  /** Starts to send. What was published before waits in the queue. */
  public void start() {
    topics.start();
    thread.start();
  }

  @Override
  public void onLetGo(LetGoListener letGoListener) {
    this.listener = letGoListener;
  }

  @Override
  public void publish(Topic topic, String key, byte[] value) {
    counters.taken(topic);
    OutgoingRecord outgoing = new OutgoingRecord(topic, key, value);
    if (!memory.offer(outgoing)) {
      full.warn(lastError());
      letGo(outgoing);
    } else if (disk != null && memory.isHalfFull()) {
      LockSupport.unpark(thread);
    }
  }

  /** Returns when the queue in memory is less than half full, or the thread is interrupted. */
  public void awaitRoom() {
    while (memory.isHalfFull() && !closing && !Thread.currentThread().isInterrupted()) {
      LockSupport.unpark(thread);
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  /** What was taken, what became of it, and what waits. */
  public PublisherStatus status() {
    long diskBytes = disk == null ? 0 : disk.bytes();
    return new PublisherStatus(
        reachable,
        reachable ? "" : lastError(),
        counters.waiting(),
        memory.bytes() + diskBytes,
        diskBytes,
        sentAgainCount.sum(),
        counters.snapshot());
  }

  private String lastError() {
    String error = topics.installed() ? sender.lastError() : topics.lastError();
    return error.isEmpty() ? "no answer yet" : error;
  }

  private void run() {
    while (!closing) {
      boolean progress = sendWhatWaits();
      spill();
      noteReachability();
      LockSupport.parkNanos(progress ? gatheringNs : RETRY_PAUSE_NS);
    }
    finish(System.nanoTime() + closeTimeout.toNanos());
  }

  /** False when Kafka took less than there was. */
  private boolean sendWhatWaits() {
    if (!topics.installed()) {
      return false;
    }
    for (OutgoingRecord next = oldest(); next != null; next = oldest()) {
      switch (sender.send(next)) {
        case TAKEN -> remove(next);
        case REFUSED -> {
          remove(next);
          refused.warn(next.topic().topicName() + " " + next.key() + ": " + sender.lastError());
          letGo(next);
        }
        case LATER -> {
          return false;
        }
      }
      spill();
    }
    return true;
  }

  private OutgoingRecord oldest() {
    OutgoingRecord again = givenUp.peek();
    if (again != null) {
      return again;
    }
    OutgoingRecord onDisk = disk == null ? null : disk.peek();
    return onDisk != null ? onDisk : memory.peek();
  }

  /**
   * Removes what {@link #oldest} gave; only this thread removes, so that it is still the oldest.
   */
  private void remove(OutgoingRecord oldest) {
    if (oldest.failures() > 0) {
      givenUp.remove();
    } else if (disk != null && !disk.isEmpty()) {
      disk.remove();
    } else {
      memory.remove();
    }
  }

  private void spill() {
    if (disk == null || !memory.isHalfFull()) {
      return;
    }
    for (OutgoingRecord next = memory.peek(); next != null; next = memory.peek()) {
      if (!disk.offer(next)) {
        return;
      }
      memory.remove();
    }
  }

  private void completed(OutgoingRecord outgoing, Exception failure) {
    if (failure == null) {
      counters.acknowledged(outgoing.topic());
      lastAcknowledgedAt = System.nanoTime();
    } else if (outgoing.failures() + 1 < MAXIMUM_FAILURES) {
      sentAgain.warn(outgoing.topic().topicName() + " " + outgoing.key() + ": " + failure);
      sentAgainCount.increment();
      givenUp.add(outgoing.failedAgain());
    } else {
      refused.warn(outgoing.topic().topicName() + " " + outgoing.key() + ": " + failure);
      letGo(outgoing);
    }
  }

  private void noteReachability() {
    long silence = System.nanoTime() - lastAcknowledgedAt;
    if (!reachable && counters.acknowledgedAny() && silence < RETRY_PAUSE_NS * 4) {
      reachable = true;
      announcedAway = false;
      LOG.info("Kafka at {} takes events", settings.bootstrapServers());
    } else if (silence > UNREACHABLE_AFTER_NS && counters.waiting() > 0) {
      reachable = false;
      if (!announcedAway) {
        announcedAway = true;
        LOG.warn(
            "Kafka at {} takes no events; capturing goes on and events wait: {}",
            settings.bootstrapServers(),
            lastError());
      }
    }
  }

  private void letGo(OutgoingRecord outgoing) {
    counters.letGo(outgoing.topic(), 1);
    listener.letGo(outgoing.topic(), outgoing.key(), outgoing.value());
  }

  private void unreadable(QueueSegment segment) {
    for (Topic topic : Topic.values()) {
      counters.letGo(topic, segment.unreadRecords(topic));
    }
    listener.unreadable(segment.unreadPackets());
  }

  private void finish(long deadline) {
    topics.close();
    boolean allTaken = sendWhatWaits();
    while (!allTaken && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NS);
      allTaken = sendWhatWaits();
    }
    sender.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    long left = 0;
    for (OutgoingRecord next = oldest(); next != null; next = oldest()) {
      remove(next);
      letGo(next);
      left++;
    }
    if (left > 0) {
      LOG.warn("Let go of {} events that Kafka did not take before the end", left);
    }
  }

  @Override
  public void close() {
    memory.close();
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(closeTimeout.toMillis() + 1_000);
      if (disk != null) {
        disk.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("The queue on disk was not closed: {}", e.getMessage());
    }
  }
}
