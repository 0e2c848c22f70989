package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What follows an attempt that ended: when, at which URL, and by which transport. */
final class RetryPlan {
  private final RtspSessionSettings settings;
  private final Backoff backoff;
  private final Backoff refusalBackoff;
  private RtspUrl target;
  private int redirects;
  private boolean tcp;

  RetryPlan(RtspSessionSettings settings, RandomGenerator random) {
    this.settings = settings;
    RtspRetries retries = settings.retries();
    this.backoff = new Backoff(retries.first(), retries.longest(), random);
    this.refusalBackoff =
        new Backoff(retries.firstAfterRefusal(), retries.longestAfterRefusal(), random);
    this.target = settings.url();
    this.tcp = settings.transportMode() == TransportMode.TCP;
  }

  /** The URL for the next attempt. */
  RtspUrl target() {
    return target;
  }

  /** True when the next attempt is to ask for TCP. */
  boolean tcp() {
    return tcp;
  }

  /**
   * Takes note of an end, and says how long to wait; zero means at once.
   *
   * @param playedNs how long the attempt played; empty when it did not
   */
  Duration afterEnd(IOException end, Optional<Long> playedNs) {
    if (playedNs.isPresent()) {
      redirects = 0;
      refusalBackoff.reset();
      if (playedNs.get() >= settings.retries().stable().toNanos()) {
        backoff.reset();
      }
    }
    RtspUrl asked = target;
    target = settings.url();
    if (end instanceof RtspRedirectException redirect
        && redirects < settings.retries().redirects()) {
      redirects++;
      target = follow(asked, redirect.location());
      return Duration.ZERO;
    }
    redirects = 0;
    if (end instanceof RtspAuthenticationException) {
      return refusalBackoff.next();
    }
    boolean auto = settings.transportMode() == TransportMode.AUTO;
    if (auto && end instanceof TransportFailedException) {
      tcp = !tcp;
      return tcp ? Duration.ZERO : backoff.next();
    }
    Duration delay = backoff.next();
    return end instanceof RtspStatusException status ? longer(delay, status.retryAfter()) : delay;
  }

  /**
   * The location, with the credentials only when it is the same host's: others must not get them.
   */
  private static RtspUrl follow(RtspUrl from, RtspUrl location) {
    boolean sameHost = from.host().equalsIgnoreCase(location.host());
    return sameHost ? location.with(from.credentials()) : location;
  }

  /** What the camera asks for, within the limit, when it is longer. */
  private Duration longer(Duration delay, Duration asked) {
    Duration longest = settings.retries().longest();
    Duration obeyed = asked.compareTo(longest) < 0 ? asked : longest;
    return obeyed.compareTo(delay) > 0 ? obeyed : delay;
  }
}
