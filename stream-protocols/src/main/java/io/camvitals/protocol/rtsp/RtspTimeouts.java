package io.camvitals.protocol.rtsp;

import java.time.Duration;

/**
 * How long a session waits for a camera. All positive.
 *
 * @param connect for the TCP connection
 * @param response from a request to the end of its answer
 * @param packets without a packet of any track, after which the session begins anew
 * @param fallback without a first packet, after which {@link TransportMode#AUTO} turns from UDP to
 *     TCP
 * @param teardown for the last request and its answer
 * @param receiverReports between RTCP receiver reports; some cameras stop sending without them
 */
public record RtspTimeouts(
    Duration connect,
    Duration response,
    Duration packets,
    Duration fallback,
    Duration teardown,
    Duration receiverReports) {
  public static final RtspTimeouts DEFAULT =
      new RtspTimeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));
}
