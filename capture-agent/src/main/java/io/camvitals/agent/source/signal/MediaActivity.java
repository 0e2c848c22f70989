package io.camvitals.agent.source.signal;

import java.util.concurrent.TimeUnit;

/** When the media of one session were seen to flow. Nothing is assumed of time without packets. */
public final class MediaActivity {
  /** Media that pause for longer are not taken to have flowed meanwhile. */
  private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(10);

  private long lastNs = -1;
  private long flowedNs;

  /** A packet of the session's media was seen. */
  public void packet(long arrivalNs) {
    if (lastNs >= 0) {
      long sinceNs = arrivalNs - lastNs;
      flowedNs += sinceNs > 0 && sinceNs <= LONGEST_PAUSE_NS ? sinceNs : 0;
    }
    lastNs = Math.max(lastNs, arrivalNs);
  }

  /** Arrival of the last packet, nanoseconds since the Unix epoch; -1 when there was none. */
  public long lastNs() {
    return lastNs;
  }

  /** For how long they flowed since this was asked before, nanoseconds. */
  public long takeFlowedNs() {
    long taken = flowedNs;
    flowedNs = 0;
    return taken;
  }
}
