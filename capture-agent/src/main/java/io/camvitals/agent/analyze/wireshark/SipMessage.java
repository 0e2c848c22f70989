package io.camvitals.agent.analyze.wireshark;

import java.util.Locale;

/**
 * The head of a SIP message (RFC 3261 section 7), as far as it matters to what it announces.
 *
 * @param request a request, else a response
 * @param status of a response; 0 of a request
 * @param callId empty when there is none
 * @param sequence number of the CSeq header; -1 when there is none
 * @param method of the CSeq header; empty when there is none
 * @param contentType without parameters, in lower case; empty when there is none
 * @param boundary of a multipart body; empty when there is none
 * @param body index of the first byte of the body
 * @param bodyLength bytes of the body that were captured
 */
record SipMessage(
    boolean request,
    int status,
    String callId,
    long sequence,
    String method,
    String contentType,
    String boundary,
    int body,
    int bodyLength) {
  private static final String VERSION = "SIP/2.0";
  private static final int LONGEST_CALL_ID = 127;
  private static final int LONGEST_METHOD = 15;

  /** What the first line is. */
  enum FirstLine {
    REQUEST,
    RESPONSE,
    NEITHER
  }

  static FirstLine firstLine(String line) {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (first <= 0 || second < 0) {
      return FirstLine.NEITHER;
    }
    String middle = line.substring(first + 1, second);
    if (line.substring(0, first).equals(VERSION)) {
      return middle.matches("[0-9]{3}") ? FirstLine.RESPONSE : FirstLine.NEITHER;
    }
    return middle.length() >= 3
            && middle.indexOf(':', 1) >= 0
            && line.substring(second + 1).equals(VERSION)
        ? FirstLine.REQUEST
        : FirstLine.NEITHER;
  }

  /** Reads the message that begins at {@code start} with such a line. */
  static SipMessage read(Octets payload, int start) {
    TextLines.Line line = TextLines.at(payload, start);
    String first = TextLines.text(payload, line);
    boolean request = firstLine(first) == FirstLine.REQUEST;
    int status = request ? 0 : Integer.parseInt(first.substring(8, 11));
    String callId = "";
    long sequence = -1;
    String method = "";
    String contentType = "";
    String boundary = "";
    int contentLength = -1;
    int next = line.next();
    while (next < payload.captured()) {
      line = TextLines.at(payload, next);
      next = line.next();
      if (line.length() == 0) {
        break;
      }
      StringBuilder folded = new StringBuilder(TextLines.text(payload, line));
      while (next < payload.captured() && isBlank(payload.unsignedByte(next))) {
        line = TextLines.at(payload, next);
        folded.append(TextLines.text(payload, line));
        next = line.next();
      }
      int colon = folded.indexOf(":");
      if (colon < 0) {
        continue;
      }
      String value = folded.substring(colon + 1).stripLeading();
      switch (folded.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "call-id", "i" -> callId = limited(value, LONGEST_CALL_ID);
        case "cseq" -> {
          sequence = Math.max(0, HeadReassembly.number(value));
          method = limited(value.replaceFirst("^[0-9]*[^A-Za-z]*", ""), LONGEST_METHOD);
        }
        case "content-type", "c" -> {
          contentType = value.replaceFirst("\\s*;.*", "").toLowerCase(Locale.ROOT);
          boundary = boundary(value);
        }
        case "content-length", "l" ->
            contentLength = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
        default -> {
          // The others announce nothing.
        }
      }
    }
    int length = payload.captured() - next;
    return new SipMessage(
        request,
        status,
        callId,
        sequence,
        method,
        contentType,
        boundary,
        next,
        contentLength < 0 ? length : Math.min(length, contentLength));
  }

  private static String boundary(String value) {
    int found = value.toLowerCase(Locale.ROOT).indexOf("boundary=");
    return found < 0
        ? ""
        : value.substring(found + 9).replaceFirst(";.*", "").replace("\"", "").strip();
  }

  private static String limited(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  private static boolean isBlank(int octet) {
    return octet == ' ' || octet == '\t';
  }
}
