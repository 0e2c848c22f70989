package io.camvitals.protocol.rtcp;

/** A compound packet that cannot be read, with the place where reading ended. */
public final class RtcpFormatException extends Exception {
  private final RtcpFault fault;
  private final int offset;

  RtcpFormatException(RtcpFault fault, int offset, String detail) {
    super("RTCP byte " + offset + ": " + fault.reason() + ": " + detail);
    this.fault = fault;
    this.offset = offset;
  }

  public RtcpFault fault() {
    return fault;
  }

  /** Bytes from the beginning of the compound packet. */
  public int offset() {
    return offset;
  }
}
