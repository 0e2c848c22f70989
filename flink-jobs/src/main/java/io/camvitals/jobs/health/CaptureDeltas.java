package io.camvitals.jobs.health;

import io.camvitals.event.v1.CaptureHealth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a heartbeat says that the one before it did not: its counters count since a beginning. */
final class CaptureDeltas {
  /** A first heartbeat that comes later than this after the beginning is only a base, ns. */
  private static final long FIRST_NS = 5_000_000_000L;

  private CaptureDeltas() {}

  /**
   * The heartbeat with counters of the time since the one before.
   *
   * @param previous null when it is not known
   * @return empty when nothing is known of that time
   */
  static Optional<CaptureHealth> since(CaptureHealth previous, CaptureHealth now) {
    if (previous == null || previous.getStartedNs() != now.getStartedNs()) {
      // From its own beginning on, unless that was long ago.
      return now.getTimeNs() - now.getStartedNs() <= FIRST_NS ? Optional.of(now) : Optional.empty();
    }
    return Optional.of(
        now.toBuilder()
            .setPacketsSeen(delta(previous.getPacketsSeen(), now.getPacketsSeen()))
            .setPacketsAccepted(delta(previous.getPacketsAccepted(), now.getPacketsAccepted()))
            .setKernelDropped(delta(previous.getKernelDropped(), now.getKernelDropped()))
            .setInterfaceDropped(delta(previous.getInterfaceDropped(), now.getInterfaceDropped()))
            .setQueueDropped(delta(previous.getQueueDropped(), now.getQueueDropped()))
            .clearPacketsRejected()
            .putAllPacketsRejected(rejected(previous, now))
            .build());
  }

  private static Map<String, Long> rejected(CaptureHealth previous, CaptureHealth now) {
    Map<String, Long> rejected = new TreeMap<>();
    now.getPacketsRejectedMap()
        .forEach(
            (reason, count) -> {
              long news = delta(previous.getPacketsRejectedOrDefault(reason, 0), count);
              if (news > 0) {
                rejected.put(reason, news);
              }
            });
    return rejected;
  }

  /** A counter never goes back within one run. */
  private static long delta(long before, long now) {
    return Math.max(0, now - before);
  }
}
