package io.camvitals.protocol.tcp;

import java.util.Arrays;

/**
 * Remembers the last retransmissions, and finds those that were not needed when the receiver tells:
 * by a DSACK block (RFC 2883), or by an acknowledgement that echoes the timestamp of the original
 * (the Eifel detection algorithm, RFC 3522). Each counts once.
 */
final class SpuriousEvidence {
  private static final int REMEMBERED = 16;

  private final long[] starts = new long[REMEMBERED];
  private final long[] ends = new long[REMEMBERED];
  private final int[] timestamps = new int[REMEMBERED];
  private final boolean[] timestamped = new boolean[REMEMBERED];
  private final boolean[] open = new boolean[REMEMBERED];
  private int nextSlot;

  /** A retransmission of which it is not known whether it was needed. */
  void retransmitted(long start, long end, TcpOptions options) {
    starts[nextSlot] = start;
    ends[nextSlot] = end;
    timestamped[nextSlot] = options.hasTimestamps();
    timestamps[nextSlot] = options.timestampValue();
    open[nextSlot] = true;
    nextSlot = (nextSlot + 1) % REMEMBERED;
  }

  /** The receiver got these bytes twice: how many retransmissions were in vain. */
  int receivedTwice(long left, long right) {
    int found = 0;
    for (int i = 0; i < REMEMBERED; i++) {
      if (open[i] && starts[i] < right && ends[i] > left) {
        open[i] = false;
        found++;
      }
    }
    return found;
  }

  /**
   * Acknowledgement has moved on: how many retransmissions it shows to have been in vain. Only one
   * of the very first byte in flight is judged by timestamps, for what a later one's answer echoes
   * depends on what came before it (RFC 7323 section 4.3).
   */
  int acknowledged(long before, long now, TcpOptions options) {
    int found = 0;
    for (int i = 0; i < REMEMBERED; i++) {
      if (open[i] && ends[i] <= now && timestamped[i]) {
        boolean first = starts[i] == before;
        if (first
            && options.hasTimestamps()
            && options.timestampEcho() != 0
            && options.timestampEcho() - timestamps[i] < 0) {
          open[i] = false;
          found++;
        }
      }
    }
    return found;
  }

  void clear() {
    Arrays.fill(open, false);
  }
}
