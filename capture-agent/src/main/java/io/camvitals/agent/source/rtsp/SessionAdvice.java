package io.camvitals.agent.source.rtsp;

/** What a person can do about a camera that does not play. */
final class SessionAdvice {
  private SessionAdvice() {}

  /**
   * One half-sentence.
   *
   * @param status of the last answer of the attempt; 0 when there was none
   * @param connected the TCP connection was made in the attempt
   */
  static String of(boolean connected, int status) {
    if (!connected) {
      return "see that the camera is on, and that host and port of its url are right";
    }
    return switch (status) {
      case 401, 403 -> "see that username and password are right, and that the user may watch";
      case 404 -> "see that the path of its url is right";
      case 453, 503 -> "the camera has no room for another viewer";
      case 454 -> "the camera forgot the session; nothing to do if it stays with once";
      case 461 -> "set its transport to the one that it has, udp or tcp";
      default ->
          status >= 500
              ? "the camera itself failed; its own log may tell why"
              : status == 0 || status < 300
                  ? "see that nothing between here and the camera blocks it"
                  : "the camera refuses what was asked";
    };
  }
}
