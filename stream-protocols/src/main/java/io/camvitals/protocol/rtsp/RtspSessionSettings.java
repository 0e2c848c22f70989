package io.camvitals.protocol.rtsp;

import java.util.Set;

/**
 * How one camera is to be asked.
 *
 * @param url with the credentials, if any
 * @param media which tracks to play ("video", "audio", "application"); all when empty
 * @param userAgent the header's value
 */
public record RtspSessionSettings(
    RtspUrl url,
    TransportMode transportMode,
    Set<String> media,
    String userAgent,
    RtspTimeouts timeouts,
    RtspRetries retries) {
  public RtspSessionSettings {
    media = Set.copyOf(media);
  }

  /** All tracks, with the usual times. */
  public static RtspSessionSettings of(RtspUrl url, TransportMode transportMode) {
    return new RtspSessionSettings(
        url, transportMode, Set.of(), "Camvitals", RtspTimeouts.DEFAULT, RtspRetries.DEFAULT);
  }

  public RtspSessionSettings with(RtspTimeouts other) {
    return new RtspSessionSettings(url, transportMode, media, userAgent, other, retries);
  }

  public RtspSessionSettings with(RtspRetries other) {
    return new RtspSessionSettings(url, transportMode, media, userAgent, timeouts, other);
  }

  /** Only tracks of these media. */
  public RtspSessionSettings with(Set<String> otherMedia) {
    return new RtspSessionSettings(url, transportMode, otherMedia, userAgent, timeouts, retries);
  }
}
