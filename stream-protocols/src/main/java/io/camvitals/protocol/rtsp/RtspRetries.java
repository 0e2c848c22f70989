package io.camvitals.protocol.rtsp;

import java.time.Duration;

/**
 * When a session that failed is tried again; see {@link Backoff}.
 *
 * @param first span after a failure
 * @param longest span after a failure
 * @param stable time of playing after which the next failure counts as the first
 * @param firstAfterRefusal span after a refused password: cameras lock out who tries often
 * @param longestAfterRefusal span after a refused password
 * @param redirects how many in a row are followed
 */
public record RtspRetries(
    Duration first,
    Duration longest,
    Duration stable,
    Duration firstAfterRefusal,
    Duration longestAfterRefusal,
    int redirects) {
  public static final RtspRetries DEFAULT =
      new RtspRetries(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(15),
          5);
}
