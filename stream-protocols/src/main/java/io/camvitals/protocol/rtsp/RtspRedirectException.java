package io.camvitals.protocol.rtsp;

/** The camera sends the client to another URL (RFC 2326 sections 10.10 and 11.3). */
final class RtspRedirectException extends RtspSessionException {
  private final RtspUrl location;

  RtspRedirectException(RtspUrl location) {
    super("redirected to " + location.display());
    this.location = location;
  }

  RtspUrl location() {
    return location;
  }
}
