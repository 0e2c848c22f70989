package io.camvitals.protocol.rtsp;

/** A request was not answered in time. */
final class NoAnswerException extends RtspSessionException {
  NoAnswerException(String method) {
    super("no answer to " + method + " in time");
  }
}
