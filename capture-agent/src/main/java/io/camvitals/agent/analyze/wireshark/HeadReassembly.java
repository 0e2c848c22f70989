package io.camvitals.agent.analyze.wireshark;

import java.util.Locale;

/**
 * Whether a message with headers like HTTP's (RTSP, SIP over TCP) is there with its whole body, as
 * far as Wireshark waits for that.
 */
final class HeadReassembly {
  private HeadReassembly() {}

  /**
   * Looks for the empty line behind the headers, and for as many bytes behind it as Content-Length
   * says.
   *
   * @return false when more was asked for
   */
  static boolean isWhole(Octets bytes, int start, Desegmentation desegmentation) {
    if (!desegmentation.isPossible()) {
      return true;
    }
    int contentLength = -1;
    int next = start;
    while (true) {
      TextLines.Line line = next < bytes.reported() ? TextLines.completeAt(bytes, next) : null;
      if (line == null) {
        desegmentation.ask(start, Desegmentation.ONE_MORE_SEGMENT);
        return false;
      }
      next = line.next();
      if (line.length() == 0) {
        break;
      }
      String text = TextLines.text(bytes, line);
      if (text.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        int value = number(text.substring(15).strip());
        contentLength = value >= 0 ? value : contentLength;
      }
    }
    int missing = contentLength - (bytes.captured() - next);
    if (missing > 0) {
      desegmentation.ask(start, missing);
      return false;
    }
    return true;
  }

  /** A whole number of at most 31 bits at the beginning of the text; -1 when there is none. */
  static int number(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end)) && end < 10) {
      end++;
    }
    if (end == 0) {
      return -1;
    }
    long value = Long.parseLong(text.substring(0, end));
    return value > Integer.MAX_VALUE ? -1 : (int) value;
  }
}
