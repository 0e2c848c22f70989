package io.camvitals.protocol.tcp;

/** How much memory the waiting data of all connections take together, and may. */
final class WaitingMemory {
  private final long limit;
  private long used;

  WaitingMemory(long limit) {
    this.limit = limit;
  }

  /** Takes more, or less when negative. */
  void add(long bytes) {
    used += bytes;
  }

  boolean isExceeded() {
    return used > limit;
  }

  long used() {
    return used;
  }
}
