package io.camvitals.protocol.rtsp;

/** The camera does not serve the transport that was asked for; another may do. */
final class TransportFailedException extends RtspSessionException {
  TransportFailedException(String message) {
    super(message);
  }
}
