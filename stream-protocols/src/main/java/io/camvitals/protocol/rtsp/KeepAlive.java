package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the server's session alive: a request somewhat more often than twice per timeout (RFC 2326
 * section 12.37). An answer that does not come is no reason to end a session whose packets flow.
 */
final class KeepAlive {
  private static final double SHARE_OF_TIMEOUT = 0.45;
  private static final double NS_PER_SECOND = 1e9;

  private final RtspDialogue dialogue;
  private final String uri;
  private String method;
  private long sentNs = System.nanoTime();

  /**
   * Begins now.
   *
   * @param getParameter true when the server knows GET_PARAMETER; else OPTIONS serves
   */
  KeepAlive(RtspDialogue dialogue, String uri, boolean getParameter) {
    this.dialogue = dialogue;
    this.uri = uri;
    this.method = getParameter ? RtspMethod.GET_PARAMETER : RtspMethod.OPTIONS;
  }

  /** When the next request is to leave, by {@link System#nanoTime}. */
  long dueNs() {
    int timeout =
        dialogue
            .session()
            .map(SessionHeader::timeoutSeconds)
            .orElse(SessionHeader.DEFAULT_TIMEOUT_SECONDS);
    return sentNs + (long) (timeout * SHARE_OF_TIMEOUT * NS_PER_SECOND);
  }

  /** Sends a request when it is due. */
  void run() throws IOException {
    if (System.nanoTime() - dueNs() < 0) {
      return;
    }
    Optional<RtspResponse> response = send();
    if (response.isPresent() && isUnknownMethod(response.get().status())) {
      method = RtspMethod.OPTIONS;
      response = send();
    }
    if (response.isPresent() && response.get().status() == RtspStatus.SESSION_NOT_FOUND) {
      throw new RtspStatusException(method, response.get());
    }
  }

  private Optional<RtspResponse> send() throws IOException {
    sentNs = System.nanoTime();
    try {
      return Optional.of(dialogue.ask(method, uri, RtspHeaders.EMPTY));
    } catch (NoAnswerException e) {
      return Optional.empty();
    }
  }

  /** Every refusal of GET_PARAMETER but 454 is taken so: cameras announce it and refuse it. */
  private boolean isUnknownMethod(int status) {
    return method.equals(RtspMethod.GET_PARAMETER)
        && status >= RtspStatus.BAD_REQUEST
        && status != RtspStatus.SESSION_NOT_FOUND;
  }
}
