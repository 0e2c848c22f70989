package io.camvitals.protocol.rtp;

/**
 * What {@link RtpPacket#parse} found: {@link #OK}, or the first thing that is wrong with the packet
 * (RFC 3550 sections 5.1, 5.3.1 and A.1).
 */
public enum RtpParseResult {
  /** A well-formed RTP packet. */
  OK("ok"),

  /** Shorter on the wire than the fixed header of 12 bytes. */
  TOO_SHORT("too-short"),

  /** The version is not 2. */
  WRONG_VERSION("wrong-version"),

  /** The packet ends within the list of contributing sources that its count announces. */
  CSRC_OVERRUN("csrc-overrun"),

  /** The extension bit is set, but the packet ends before the extension's own four-byte header. */
  EXTENSION_HEADER_OVERRUN("extension-header-overrun"),

  /** The packet ends within the extension's data. */
  EXTENSION_OVERRUN("extension-overrun"),

  /** The padding bit is set, but nothing follows the header: no octet can hold the count. */
  PADDING_MISSING("padding-missing"),

  /** The padding bit is set, but the count, which includes itself, is zero. */
  PADDING_ZERO("padding-zero"),

  /** The padding count is greater than what follows the header. */
  PADDING_OVERRUN("padding-overrun"),

  /** The packet is longer on the wire, but the capture was cut within its header. */
  HEADER_NOT_CAPTURED("header-not-captured");

  private final String reason;

  RtpParseResult(String reason) {
    this.reason = reason;
  }

  /** A stable lower-case name for counters and events, such as {@code csrc-overrun}. */
  public String reason() {
    return reason;
  }
}
