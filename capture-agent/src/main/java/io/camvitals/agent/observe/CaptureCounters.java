package io.camvitals.agent.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what one interface of the agent ("eth0", "rtsp", "file") saw: seen = accepted + the sum of
 * rejected. Observers count what they accept; a source counts what it rejects before that, and what
 * the kernel dropped. Safe for use by several threads.
 */
public final class CaptureCounters {
  private final LongAdder accepted = new LongAdder();
  private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
  private final LongAdder kernelDropped = new LongAdder();
  private final LongAdder queueDropped = new LongAdder();
  private final LongAdder interfaceDropped = new LongAdder();
  private volatile boolean capturing = true;

  /**
   * The counts at one moment.
   *
   * @param accepted packets taken as RTP or RTCP
   * @param rejected packets not taken, by reason
   * @param kernelDropped packets for which the kernel had no room
   * @param interfaceDropped packets that the network interface or its driver dropped
   * @param queueDropped packets that were accepted, and let go on their way to Kafka
   * @param capturing false while the interface is down or cannot be opened
   */
  public record Snapshot(
      long accepted,
      Map<String, Long> rejected,
      long kernelDropped,
      long interfaceDropped,
      long queueDropped,
      boolean capturing) {
    /** Packets seen: accepted and rejected. */
    public long seen() {
      return accepted + rejected.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** One packet was taken as RTP or RTCP. */
  public void accepted() {
    accepted.increment();
  }

  /**
   * One packet was not taken.
   *
   * @param reason one of a small fixed set of lower-case words joined by hyphens, such as "not-rtp"
   */
  public void rejected(String reason) {
    rejected.computeIfAbsent(reason, unseen -> new LongAdder()).increment();
  }

  /** Packets that the kernel dropped before the agent read them. */
  public void kernelDropped(long packets) {
    kernelDropped.add(packets);
  }

  /** Packets that the network interface or its driver dropped before the kernel saw them. */
  public void interfaceDropped(long packets) {
    interfaceDropped.add(packets);
  }

  /** Whether packets can come at all: false while the interface is down or cannot be opened. */
  public void capturing(boolean possible) {
    capturing = possible;
  }

  /** Whether packets can come at all, as it was told last. */
  public boolean isCapturing() {
    return capturing;
  }

  /** Accepted packets that were let go, since Kafka was away and the queue full. */
  public void queueDropped(long packets) {
    queueDropped.add(packets);
  }

  /** The counts now. */
  public Snapshot snapshot() {
    Map<String, Long> reasons = new TreeMap<>();
    rejected.forEach((reason, count) -> reasons.put(reason, count.sum()));
    return new Snapshot(
        accepted.sum(),
        reasons,
        kernelDropped.sum(),
        interfaceDropped.sum(),
        queueDropped.sum(),
        capturing);
  }
}
