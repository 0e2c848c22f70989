package io.camvitals.protocol.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Collects start line and header fields of one message byte by byte, and reads the fields once the
 * blank line has come. Lines end with CRLF or LF alone.
 */
final class MessageHead {
  private static final int LONGEST_FIRST_WORD = 64;
  private static final int LONGEST_START_LINE = 4096;

  /** Where a frame cut a line short, its first byte lies a few bytes before the one that told. */
  private static final int READ_AGAIN = 64;

  private final int limit;
  private byte[] bytes = new byte[512];
  private int length;
  private int lineStart;
  private int startLineEnd;
  private boolean inFirstWord;

  /** What a byte did to the head. */
  enum Progress {
    MORE,
    START_LINE_COMPLETE,
    COMPLETE,
    UNEXPECTED_BYTE,
    TOO_LARGE
  }

  MessageHead(int limit) {
    this.limit = limit;
  }

  void clear() {
    length = 0;
    lineStart = 0;
    startLineEnd = 0;
    inFirstWord = true;
  }

  /** True for a byte with which a message may begin. */
  static boolean canBegin(byte value) {
    return value >= 'A' && value <= 'Z' || value >= 'a' && value <= 'z';
  }

  Progress add(byte value) {
    if (length == limit || startLineEnd == 0 && length == LONGEST_START_LINE) {
      return Progress.TOO_LARGE;
    }
    if (!isExpected(value)) {
      return Progress.UNEXPECTED_BYTE;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(limit, length * 2));
    }
    bytes[length++] = value;
    if (value != '\n') {
      return Progress.MORE;
    }
    int start = lineStart;
    lineStart = length;
    if (startLineEnd == 0) {
      startLineEnd = length;
      return Progress.START_LINE_COMPLETE;
    }
    boolean blank = length - start == 1 || length - start == 2 && bytes[start] == '\r';
    return blank ? Progress.COMPLETE : Progress.MORE;
  }

  /** Binary data is noticed at once, so that the message after it is not taken for its tail. */
  private boolean isExpected(byte value) {
    if (inFirstWord) {
      if (value == ' ' || value == '\r' || value == '\n') {
        inFirstWord = false;
        return true;
      }
      boolean wordByte =
          canBegin(value) || value >= '0' && value <= '9' || "_-./".indexOf(value) >= 0;
      return wordByte && length < LONGEST_FIRST_WORD;
    }
    return value < 0 || value >= ' ' || value == '\t' || value == '\r' || value == '\n';
  }

  int retainedBytes() {
    return bytes.length;
  }

  String startLine() {
    return text(0, startLineEnd);
  }

  /** A copy of the end of the current line, without the head's very first byte. */
  byte[] unfinishedLine() {
    int from = Math.max(1, Math.max(lineStart, length - READ_AGAIN));
    return Arrays.copyOfRange(bytes, from, Math.max(from, length));
  }

  /** A copy of the start line without its first byte. */
  byte[] startLineAfterFirstByte() {
    return Arrays.copyOfRange(bytes, 1, startLineEnd);
  }

  /**
   * The header fields; a line that begins with white space continues the one before it (RFC 2616
   * section 4.2).
   *
   * @param invalidLine gets the position in the head of each line that is no field
   */
  RtspHeaders headers(IntConsumer invalidLine) {
    List<RtspHeaders.Field> fields = new ArrayList<>();
    int position = startLineEnd;
    while (position < length) {
      int end = endOfLine(position);
      String line = text(position, end);
      if (!line.isBlank()) {
        addLine(fields, line, position, invalidLine);
      }
      position = end;
    }
    return RtspHeaders.of(fields);
  }

  private static void addLine(
      List<RtspHeaders.Field> fields, String line, int position, IntConsumer invalidLine) {
    boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
    int colon = line.indexOf(':');
    if (folded && !fields.isEmpty()) {
      RtspHeaders.Field last = fields.remove(fields.size() - 1);
      String value = (last.value() + " " + line.strip()).strip();
      fields.add(new RtspHeaders.Field(last.name(), value));
    } else if (colon < 0 || line.substring(0, colon).isBlank()) {
      invalidLine.accept(position);
    } else {
      String value = line.substring(colon + 1).strip();
      fields.add(new RtspHeaders.Field(line.substring(0, colon).strip(), value));
    }
  }

  private int endOfLine(int from) {
    int position = from;
    while (position < length && bytes[position] != '\n') {
      position++;
    }
    return Math.min(length, position + 1);
  }

  private String text(int from, int to) {
    int end = to;
    while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8).replace('\r', ' ');
  }
}
