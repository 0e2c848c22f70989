package io.camvitals.protocol.tcp;

/** What {@link TcpSegment#parse} found: {@link #OK}, or what is wrong with the segment. */
public enum TcpParseResult {
  /** The fixed header was captured and its lengths agree with the packet's. */
  OK("ok"),

  /** Shorter on the wire than the fixed header of 20 bytes. */
  TOO_SHORT("too-short"),

  /** The data offset is below 5 words, or beyond the segment's end (RFC 9293 section 3.1). */
  DATA_OFFSET_INVALID("data-offset-invalid"),

  /** Longer on the wire, but the capture was cut within the fixed header. */
  HEADER_NOT_CAPTURED("header-not-captured");

  private final String reason;

  TcpParseResult(String reason) {
    this.reason = reason;
  }

  /** A stable lower-case name for counters. */
  public String reason() {
    return reason;
  }
}
