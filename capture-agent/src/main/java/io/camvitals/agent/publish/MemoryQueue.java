package io.camvitals.agent.publish;

import java.util.ArrayDeque;

/**
 * Records in order, bounded by their bytes. Any thread may offer; one thread takes. No operation
 * waits for anything but the few instructions of another.
 */
final class MemoryQueue {
  private final ArrayDeque<OutgoingRecord> records = new ArrayDeque<>();
  private final long capacityBytes;
  private volatile long bytes;
  private boolean closed;

  MemoryQueue(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  /** False when the record does not fit, or after {@link #close}: it was not taken. */
  synchronized boolean offer(OutgoingRecord outgoing) {
    if (closed || bytes + outgoing.size() > capacityBytes) {
      return false;
    }
    records.addLast(outgoing);
    bytes += outgoing.size();
    return true;
  }

  /** The oldest record, which stays; null when there is none. */
  synchronized OutgoingRecord peek() {
    return records.peekFirst();
  }

  /** Removes the oldest record. */
  synchronized void remove() {
    bytes -= records.removeFirst().size();
  }

  /** Nothing is taken any more. */
  synchronized void close() {
    closed = true;
  }

  long bytes() {
    return bytes;
  }

  synchronized int records() {
    return records.size();
  }

  /** True from half of the capacity on: time to move records to disk. */
  boolean isHalfFull() {
    return bytes > capacityBytes / 2;
  }
}
