package io.camvitals.agent.source.tcp;

/** How much memory the contents of all connections keep for what is unfinished, and may. */
final class ContentMemory {
  private final long limit;
  private long used;

  ContentMemory(long limit) {
    this.limit = limit;
  }

  void change(long before, long after) {
    used += after - before;
  }

  boolean isExceeded() {
    return used > limit;
  }
}
