package io.camvitals.protocol.rtsp;

/**
 * Why bytes were refused. Holds none of them: they may be secret.
 *
 * @param offset of the byte where it was noticed, counted from the first byte that the parser was
 *     ever fed
 */
public record RtspParseError(Reason reason, long offset) {
  /** The kinds of malformed input. */
  public enum Reason {
    UNEXPECTED_BYTE("neither a message nor an interleaved frame begins here"),
    START_LINE_INVALID("start line is neither a request nor a status line"),
    STATUS_CODE_INVALID("status code is not 100 to 599"),
    HEADER_LINE_INVALID("header line has no name or no colon; the line is ignored"),
    HEADER_TOO_LARGE("header is larger than the limit"),
    CONTENT_LENGTH_INVALID("Content-Length is no number, or given twice with different values"),
    BODY_TOO_LARGE("body is larger than the limit"),
    CUT_SHORT("input ended within a message or frame");

    private final String explanation;

    Reason(String explanation) {
      this.explanation = explanation;
    }
  }

  /** "REASON at byte N: explanation". */
  @Override
  public String toString() {
    return reason + " at byte " + offset + ": " + reason.explanation;
  }
}
