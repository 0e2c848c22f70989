package io.camvitals.protocol.tcp;

import java.util.concurrent.TimeUnit;

/**
 * Notices when data are in flight and nothing is acknowledged. A sender in a stall sends again
 * after its time-out (RFC 6298): when no segment comes either way, it is the connection that fell
 * silent, or the capture that no longer sees it.
 */
final class StallWatch {
  /**
   * So long a stall goes on being charged with no segment; a later segment has the rest charged.
   * The initial time-out of RFC 6298 section 2 and its first doubling.
   */
  static final long LONGEST_SILENCE_NS = TimeUnit.SECONDS.toNanos(3);

  /** Longer than any delayed acknowledgement (RFC 9293 section 3.8.6.3). */
  static final long SHORTEST_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private boolean inFlight;
  private long progressNs;
  private boolean stalled;
  private long chargedNs;

  /** Data are in flight, or not; an acknowledgement brought this about or a segment. */
  void update(boolean dataInFlight, boolean progress, long nowNs, TcpFigures figures) {
    advance(nowNs, figures);
    if (progress || dataInFlight && !inFlight) {
      progressNs = nowNs;
      stalled = false;
    }
    inFlight = dataInFlight;
  }

  /** Charges the time that has passed in a stall. */
  void advance(long nowNs, TcpFigures figures) {
    if (!inFlight || nowNs - progressNs < SHORTEST_NS) {
      return;
    }
    if (!stalled) {
      stalled = true;
      figures.stalls++;
      chargedNs = progressNs;
    }
    figures.stalledNs += Math.max(0, nowNs - chargedNs);
    chargedNs = Math.max(chargedNs, nowNs);
  }
}
