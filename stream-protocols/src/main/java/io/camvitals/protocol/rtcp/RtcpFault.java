package io.camvitals.protocol.rtcp;

/** The kinds of malformed RTCP (RFC 3550 sections 6.4 to 6.7 and A.2, RFC 3611 section 3). */
public enum RtcpFault {
  /** Fewer than the 4 bytes of a header, in the whole or behind the last packet. */
  TOO_SHORT("too-short"),
  /** The version is not 2. */
  WRONG_VERSION("wrong-version"),
  /** The packet type is not from 192 to 223 (RFC 5761 section 4). */
  WRONG_PACKET_TYPE("wrong-packet-type"),
  /** A packet's length goes beyond the end. */
  LENGTH_OVERRUN("length-overrun"),
  /** The padding bit is set in another packet than the last. */
  PADDING_NOT_LAST("padding-not-last"),
  /** The padding count is zero or not a multiple of 4. */
  WRONG_PADDING("wrong-padding"),
  /** The padding count is greater than the packet's body. */
  PADDING_OVERRUN("padding-overrun"),
  /** The packet is shorter than its type's fixed part. */
  BODY_TOO_SHORT("body-too-short"),
  /** The packet ends before the report blocks that it announces. */
  REPORT_OVERRUN("report-overrun"),
  /** The packet ends before the sources that it announces. */
  SOURCE_OVERRUN("source-overrun"),
  /** A description's item goes beyond the packet's end. */
  ITEM_OVERRUN("item-overrun"),
  /** A goodbye's reason goes beyond the packet's end. */
  REASON_OVERRUN("reason-overrun"),
  /** A block of an extended report goes beyond the packet's end. */
  BLOCK_OVERRUN("block-overrun");

  private final String reason;

  RtcpFault(String reason) {
    this.reason = reason;
  }

  /** A stable lower-case name for counters and events. */
  public String reason() {
    return reason;
  }
}
