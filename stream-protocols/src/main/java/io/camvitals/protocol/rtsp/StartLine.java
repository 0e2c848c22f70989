package io.camvitals.protocol.rtsp;

import java.util.Locale;

/** The first line of a message: request line (RFC 2326 section 6.1) or status line (7.1). */
sealed interface StartLine {
  record Request(String method, String uri, String version) implements StartLine {}

  record Status(String version, int status, String reasonPhrase) implements StartLine {}

  record Invalid(RtspParseError.Reason reason) implements StartLine {}

  /** Reads a line without its end. */
  static StartLine parse(String line) {
    String trimmed = line.strip();
    return isRtspVersion(trimmed) ? parseStatus(trimmed) : parseRequest(trimmed);
  }

  private static StartLine parseStatus(String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      return new Invalid(RtspParseError.Reason.START_LINE_INVALID);
    }
    String version = line.substring(0, space).toUpperCase(Locale.ROOT);
    String rest = line.substring(space + 1).strip();
    int end = rest.indexOf(' ');
    String code = end < 0 ? rest : rest.substring(0, end);
    if (!code.matches("[1-5][0-9]{2}")) {
      return new Invalid(RtspParseError.Reason.STATUS_CODE_INVALID);
    }
    String phrase = end < 0 ? "" : rest.substring(end + 1).strip();
    return new Status(version, Integer.parseInt(code), phrase);
  }

  /** The URI is all between the first and the last space: some clients leave spaces in it. */
  private static StartLine parseRequest(String line) {
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first) {
      return new Invalid(RtspParseError.Reason.START_LINE_INVALID);
    }
    String uri = line.substring(first + 1, last).strip();
    String version = line.substring(last + 1);
    if (uri.isEmpty() || !isRtspVersion(version)) {
      return new Invalid(RtspParseError.Reason.START_LINE_INVALID);
    }
    return new Request(line.substring(0, first), uri, version.toUpperCase(Locale.ROOT));
  }

  private static boolean isRtspVersion(String text) {
    return text.regionMatches(true, 0, "RTSP/", 0, 5);
  }
}
