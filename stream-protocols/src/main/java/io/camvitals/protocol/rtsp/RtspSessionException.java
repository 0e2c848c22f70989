package io.camvitals.protocol.rtsp;

import java.io.IOException;

/** An attempt to play ended. The message says why, without credentials. */
class RtspSessionException extends IOException {
  RtspSessionException(String message) {
    super(message);
  }
}
