package io.camvitals.protocol.rtsp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The body of one message, of a known length or one that its content must tell. */
final class BodyCollector {
  private final int limit;
  private byte[] bytes = new byte[0];
  private int length;
  private int lineStart;
  private int skipped;

  /** What a byte did to a body without a length. */
  enum Progress {
    MORE,
    ENDED_BEFORE_THIS_LINE,
    TOO_LARGE
  }

  BodyCollector(int limit) {
    this.limit = limit;
  }

  /** Begins a body of this length, which must be within the limit. */
  void expect(int expected) {
    bytes = new byte[expected];
    length = 0;
    skipped = 0;
  }

  /** Reads on; true when the expected length is there. */
  boolean read(ByteBuffer source) {
    int count = Math.min(bytes.length - length - skipped, source.remaining());
    if (skipped > 0) {
      source.position(source.position() + count);
      skipped += count;
    } else {
      source.get(bytes, length, count);
      length += count;
    }
    return isComplete();
  }

  /**
   * Passes over bytes that are missing, and over all behind them; false when they are more than the
   * body's.
   */
  boolean skip(long missing) {
    if (missing > bytes.length - length - skipped) {
      return false;
    }
    skipped += (int) missing;
    return true;
  }

  boolean isComplete() {
    return length + skipped == bytes.length;
  }

  /** Begins a session description whose length the peer did not tell. */
  void expectDescription() {
    bytes = new byte[Math.min(limit, 1024)];
    length = 0;
    lineStart = 0;
  }

  /** Lines of a description are "x=..." or blank (RFC 4566 section 5); any other ends it. */
  Progress addDescriptionByte(byte value) {
    if (length == limit) {
      return Progress.TOO_LARGE;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(limit, length * 2));
    }
    bytes[length++] = value;
    int column = length - lineStart;
    byte first = bytes[lineStart];
    if (value == '\n') {
      lineStart = length;
    } else if (first == RtspMessageWriter.FRAME_MAGIC
        || column == 2 && value != '=' && first != '\r') {
      return Progress.ENDED_BEFORE_THIS_LINE;
    }
    return Progress.MORE;
  }

  /** A copy of the bytes of the unfinished line. */
  byte[] currentLine() {
    return Arrays.copyOfRange(bytes, lineStart, length);
  }

  /** What was read before the unfinished line. */
  byte[] completeLines() {
    return Arrays.copyOf(bytes, lineStart);
  }

  int retainedBytes() {
    return bytes.length;
  }

  /** What was read, up to the first gap. */
  byte[] content() {
    return Arrays.copyOf(bytes, length);
  }
}
