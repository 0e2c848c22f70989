package io.camvitals.protocol.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The {@code Authorization} header of Basic authentication (RFC 7617), for client and server. */
public final class BasicAuthorization {
  private static final String SCHEME = "Basic ";

  private BasicAuthorization() {}

  /** The header's value. */
  public static String format(Credentials credentials) {
    String pair = credentials.user() + ":" + credentials.password();
    return SCHEME + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The credentials in a header's value; empty when it is of another scheme or damaged. */
  public static Optional<Credentials> parse(String value) {
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] pair = Base64.getDecoder().decode(value.substring(SCHEME.length()).strip());
      String text = new String(pair, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
