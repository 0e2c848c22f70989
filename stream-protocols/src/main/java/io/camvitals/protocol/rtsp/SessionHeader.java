package io.camvitals.protocol.rtsp;

import java.util.List;

/**
 * The {@code Session} header (RFC 2326 section 12.37): "id;timeout=60".
 *
 * @param id opaque, never empty
 * @param timeoutSeconds after which the server ends the session of a silent client; at least 1
 */
public record SessionHeader(String id, int timeoutSeconds) {
  /** The header's name. */
  public static final String NAME = "Session";

  /** What holds when the server tells no timeout. */
  public static final int DEFAULT_TIMEOUT_SECONDS = 60;

  public SessionHeader {
    if (id.isEmpty() || timeoutSeconds < 1) {
      throw new IllegalArgumentException("empty session id or timeout below one second");
    }
  }

  /**
   * Reads the value; a timeout that is missing, no number or zero is the default.
   *
   * @throws IllegalArgumentException when there is no id
   */
  public static SessionHeader parse(String value) {
    List<String> parts = HeaderText.split(value, ';');
    String timeout =
        HeaderParameters.parse(parts.subList(1, parts.size())).get("timeout").orElse("");
    boolean usable = timeout.matches("0*[1-9][0-9]{0,7}");
    return new SessionHeader(
        parts.get(0), usable ? Integer.parseInt(timeout) : DEFAULT_TIMEOUT_SECONDS);
  }

  /** As a server writes it. */
  public String format() {
    return id + ";timeout=" + timeoutSeconds;
  }
}
