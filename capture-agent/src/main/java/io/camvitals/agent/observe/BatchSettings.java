package io.camvitals.agent.observe;

import java.time.Duration;

/**
 * When a batch is closed: at whichever comes first.
 *
 * @param packets rows
 * @param age time since its first packet was taken
 */
public record BatchSettings(int packets, Duration age) {
  /** 64 packets or 200 ms. */
  public static final BatchSettings DEFAULT = new BatchSettings(64, Duration.ofMillis(200));
}
