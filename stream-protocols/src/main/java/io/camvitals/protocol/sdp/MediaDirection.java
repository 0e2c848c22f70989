package io.camvitals.protocol.sdp;

import java.util.Locale;
import java.util.Optional;

/**
 * RFC 8866 section 6.7. A camera's media to be watched carry no direction or RECVONLY; its audio
 * back channel (ONVIF streaming specification, section 5.3) is SENDONLY: the client sends.
 */
public enum MediaDirection {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  static Optional<MediaDirection> ofAttribute(String name) {
    for (MediaDirection direction : values()) {
      if (direction.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(direction);
      }
    }
    return Optional.empty();
  }
}
