package io.camvitals.protocol.sdp;

/** A session description that cannot be used, with the line that makes it so. */
public final class SdpFormatException extends Exception {
  private static final int LONGEST_QUOTE = 120;

  private final String reason;
  private final int lineNumber;

  SdpFormatException(String reason, int lineNumber, String line) {
    super("SDP line " + lineNumber + ": " + reason + ": \"" + shortened(line) + "\"");
    this.reason = reason;
    this.lineNumber = lineNumber;
  }

  SdpFormatException(String reason) {
    super("SDP: " + reason);
    this.reason = reason;
    this.lineNumber = 0;
  }

  /** What is wrong, without place and quotation. */
  public String reason() {
    return reason;
  }

  /** From 1; 0 when the fault is of the whole description. */
  public int lineNumber() {
    return lineNumber;
  }

  static String shortened(String line) {
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
  }
}
