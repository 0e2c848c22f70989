package io.camvitals.protocol.rtsp;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices when a camera that should be sending does not. */
final class PacketWatch {
  private static final long LOOK_EVERY_NS = 250_000_000;

  private final LongSupplier packets;
  private final RtspTimeouts timeouts;
  private final boolean mayFallBack;
  private long seen;
  private long lastChangeNs;

  /**
   * A watch that begins now.
   *
   * @param packets how many have come so far
   * @param mayFallBack true when another transport is to be tried if none comes at all
   */
  PacketWatch(LongSupplier packets, RtspTimeouts timeouts, boolean mayFallBack) {
    this.packets = packets;
    this.timeouts = timeouts;
    this.mayFallBack = mayFallBack;
    this.lastChangeNs = System.nanoTime();
  }

  /** Looks, and says when to look again. */
  long run(long nowNs) throws RtspSessionException {
    long count = packets.getAsLong();
    if (count != seen) {
      seen = count;
      lastChangeNs = nowNs;
    }
    boolean waitsForFirst = mayFallBack && seen == 0;
    Duration patience = waitsForFirst ? timeouts.fallback() : timeouts.packets();
    if (nowNs - lastChangeNs >= patience.toNanos()) {
      String reason = "no packet for " + patience.toMillis() + " ms";
      throw waitsForFirst
          ? new TransportFailedException(reason + " by UDP")
          : new RtspSessionException(reason);
    }
    return nowNs + LOOK_EVERY_NS;
  }
}
