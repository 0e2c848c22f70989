package io.camvitals.agent.analyze.wireshark;

import java.nio.charset.StandardCharsets;

/** Finds the lines of text protocols, which end with CR LF, LF or CR, as Wireshark does. */
final class TextLines {
  /** A line without its end, and where the next one begins. */
  record Line(int start, int length, int next) {
    int end() {
      return start + length;
    }
  }

  private TextLines() {}

  /** The line from {@code start} on; one without an end goes on to the end of what was captured. */
  static Line at(Octets text, int start) {
    Line line = completeAt(text, start);
    if (line != null) {
      return line;
    }
    int end = start;
    while (end < text.captured() && !isEnd(text.unsignedByte(end))) {
      end++;
    }
    return new Line(start, end - start, text.captured());
  }

  /** The same, or null when the line's end is not known to be there. */
  static Line completeAt(Octets text, int start) {
    int end = start;
    while (end < text.captured() && !isEnd(text.unsignedByte(end))) {
      end++;
    }
    if (end >= text.captured()) {
      return null;
    }
    if (text.unsignedByte(end) == '\n') {
      return new Line(start, end - start, end + 1);
    }
    if (end + 1 >= text.captured()) {
      return null;
    }
    boolean lineFeed = text.unsignedByte(end + 1) == '\n';
    return new Line(start, end - start, end + (lineFeed ? 2 : 1));
  }

  static String text(Octets text, Line line) {
    return new String(text.bytes(line.start, line.length), StandardCharsets.ISO_8859_1);
  }

  private static boolean isEnd(int octet) {
    return octet == '\r' || octet == '\n';
  }
}
