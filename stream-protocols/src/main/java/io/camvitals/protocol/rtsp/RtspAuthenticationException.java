package io.camvitals.protocol.rtsp;

import java.io.IOException;

/** The server does not let this user in; to try again with the same password is of no use. */
public final class RtspAuthenticationException extends IOException {
  public RtspAuthenticationException(String message) {
    super(message);
  }
}
