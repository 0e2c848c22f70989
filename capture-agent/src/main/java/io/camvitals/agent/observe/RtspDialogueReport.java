package io.camvitals.agent.observe;

import io.camvitals.event.v1.Endpoint;
import java.util.List;

/**
 * One RTSP dialogue between a client and a server, as captured (RFC 2326). No field holds
 * credentials.
 *
 * @param tunnel "http" when it was spoken through a pair of HTTP connections; empty else
 * @param url of the session; empty when no request was seen
 * @param serverName the {@code Server} header; empty when absent
 * @param userAgent the {@code User-Agent} header; empty when absent
 * @param firstNs when the first message was seen, nanoseconds since the Unix epoch
 * @param lastNs when the last byte of it, or the last packet of its media, was seen
 * @param exchanges the first requests with their answers, in order, at most {@value
 *     #MOST_EXCHANGES}
 * @param requests all requests
 * @param unanswered requests whose answer was not seen before the end
 * @param failures answers of 400 and above, except the challenge of a first 401
 * @param authenticationFailures 401 to a request that carried an authorization
 * @param sessionTimeoutSeconds that the server told; 0 when it told none
 * @param playedNs from the first PLAY's answer, or when the capture began within the session from
 *     the first packet of its media, to {@code lastNs}; 0 when nothing was played, -1 when that is
 *     not known
 * @param keepAlivesMissed times that the client said nothing for a whole timeout while media were
 *     seen to flow
 * @param end why it ended: "teardown", "closed-by-client", "closed-by-server", "reset",
 *     "forgotten", "replaced" or "capture-ended"
 * @param tracks that were set up
 */
public record RtspDialogueReport(
    Endpoint client,
    Endpoint server,
    String tunnel,
    String url,
    String serverName,
    String userAgent,
    long firstNs,
    long lastNs,
    List<Exchange> exchanges,
    long requests,
    long unanswered,
    long failures,
    long authenticationFailures,
    int sessionTimeoutSeconds,
    long playedNs,
    long keepAlivesMissed,
    String end,
    List<Track> tracks) {
  /** As many exchanges are kept one by one. */
  public static final int MOST_EXCHANGES = 500;

  /**
   * One request with its answer.
   *
   * @param timeNs arrival of the request's last byte, nanoseconds since the Unix epoch
   * @param url without credentials, secrets in the query masked
   * @param status 100 to 599; 0 when no answer was seen
   * @param responseTimeNs from the request's last byte to the answer's first; -1 when unknown
   */
  public record Exchange(long timeNs, String method, String url, int status, long responseTimeNs) {}

  /**
   * One track.
   *
   * @param media "video", "audio", "application"; empty when no description was seen
   * @param codec upper case; empty when unknown
   * @param clockRate units per second; 0 when unknown
   * @param control as the description has it, secrets masked
   * @param transport "udp", "tcp" or "multicast"
   * @param backChannel whether the client sends it
   */
  public record Track(
      String media,
      String codec,
      int clockRate,
      String control,
      String transport,
      boolean backChannel) {}
}
