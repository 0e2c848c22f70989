package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Answers what a camera asks of its client (RFC 2326 section 10, direction S to C). */
final class ServerRequests {
  private ServerRequests() {}

  /** Answers, and then ends the session when that is what was asked. */
  static void answer(RtspRequest request, RtspDialogue dialogue) throws IOException {
    RtspHeaders headers = RtspHeaders.EMPTY;
    if (request.header("CSeq").isPresent()) {
      headers = headers.and("CSeq", request.header("CSeq").get());
    }
    int status =
        switch (request.method()) {
          case RtspMethod.OPTIONS,
              RtspMethod.ANNOUNCE,
              RtspMethod.GET_PARAMETER,
              RtspMethod.SET_PARAMETER,
              RtspMethod.TEARDOWN,
              RtspMethod.REDIRECT ->
              RtspStatus.OK;
          default -> RtspStatus.NOT_IMPLEMENTED;
        };
    if (request.method().equals(RtspMethod.OPTIONS)) {
      headers =
          headers.and(
              "Public", "OPTIONS, ANNOUNCE, GET_PARAMETER, SET_PARAMETER, TEARDOWN, REDIRECT");
    }
    dialogue.write(ByteBuffer.wrap(RtspMessageWriter.encode(new RtspResponse(status, headers))));
    if (request.method().equals(RtspMethod.TEARDOWN)) {
      throw new RtspSessionException("the camera ended the session");
    }
    if (request.method().equals(RtspMethod.REDIRECT)) {
      throw Redirects.to(request);
    }
  }
}
