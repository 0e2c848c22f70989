package io.camvitals.protocol.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** A request or a response (RFC 2326 sections 6 and 7). */
public sealed interface RtspMessage permits RtspRequest, RtspResponse {
  /** The version this library speaks. */
  String VERSION = "RTSP/1.0";

  RtspHeaders headers();

  /** A copy of the body; empty when there is none. */
  byte[] body();

  /** The body as UTF-8. */
  default String bodyText() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  /** The value of the first header of this name. */
  default Optional<String> header(String name) {
    return headers().first(name);
  }

  /** The sequence number of the exchange; empty when it is missing or no number. */
  default OptionalInt cSeq() {
    Optional<String> value = header("CSeq");
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value.get().trim()));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
