package io.camvitals.protocol.rtsp;

import java.util.Optional;

/** Where a camera sends its client. */
final class Redirects {
  private Redirects() {}

  /** True for the answers that name another URL to be asked (RFC 2326 section 11.3). */
  static boolean isRedirect(int status) {
    return switch (status) {
      case RtspStatus.MOVED_PERMANENTLY,
          RtspStatus.MOVED_TEMPORARILY,
          RtspStatus.SEE_OTHER,
          RtspStatus.TEMPORARY_REDIRECT ->
          true;
      default -> false;
    };
  }

  /** The redirect that an answer or a REDIRECT request asks for. */
  static RtspSessionException to(RtspMessage message) {
    String location = message.header("Location").orElse("");
    try {
      return new RtspRedirectException(RtspUrl.parse(location).with(Optional.empty()));
    } catch (IllegalArgumentException e) {
      return new RtspSessionException("the camera redirects to no RTSP URL");
    }
  }
}
