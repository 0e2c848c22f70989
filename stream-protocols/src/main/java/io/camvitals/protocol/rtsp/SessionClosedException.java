package io.camvitals.protocol.rtsp;

/** The session was asked to end. */
final class SessionClosedException extends RtspSessionException {
  SessionClosedException() {
    super("closed");
  }
}
