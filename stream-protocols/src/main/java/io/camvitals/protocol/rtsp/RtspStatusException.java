package io.camvitals.protocol.rtsp;

import java.time.Duration;

/** The camera answered a request with a status that ends the attempt. */
final class RtspStatusException extends RtspSessionException {
  private final int status;
  private final Duration retryAfter;

  RtspStatusException(String method, RtspResponse response) {
    super((method + " was answered " + response.status() + " " + response.reasonPhrase()).strip());
    this.status = response.status();
    String seconds = response.header("Retry-After").orElse("");
    this.retryAfter =
        Duration.ofSeconds(seconds.matches("[0-9]{1,6}") ? Long.parseLong(seconds) : 0);
  }

  int status() {
    return status;
  }

  /** What the camera asks to wait (RFC 2326 section 12.31); zero when it does not. */
  Duration retryAfter() {
    return retryAfter;
  }
}
