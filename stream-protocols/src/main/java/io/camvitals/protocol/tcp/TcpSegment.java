package io.camvitals.protocol.tcp;

import java.nio.ByteBuffer;

/**
 * A reusable view of one TCP segment and of who sent it to whom (RFC 9293 section 3.1):
 *
 * <pre>
 *  0                   1                   2                   3
 *  |          source port          |       destination port        |
 *  |                        sequence number                        |
 *  |                     acknowledgment number                     |
 *  | offset| reserved|C E U A P R S F|            window           |
 *  |           checksum            |        urgent pointer         |
 *  |                options, to a multiple of 4 bytes              |
 * </pre>
 *
 * {@link #parse} verifies lengths once; accessors cannot fail. Addresses are two 64-bit halves, as
 * IPv6 has them; IPv4 stands as its IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2). Nothing is
 * allocated per segment.
 */
public final class TcpSegment {
  /** Bytes of the header without options. */
  public static final int FIXED_HEADER_LENGTH = 20;

  /** IPv4's identification is not known. */
  public static final int UNKNOWN_IDENTIFICATION = -1;

  private static final int FIN = 0x01;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int PSH = 0x08;
  private static final int ACK = 0x10;

  private final TcpOptions options = new TcpOptions();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int ports;
  private int sequenceNumber;
  private int acknowledgmentNumber;
  private int flags;
  private int window;
  private int payloadOffset;
  private int payloadLength;
  private int capturedPayloadLength;
  private long arrivalNs;
  private int wireSize;
  private int identification = UNKNOWN_IDENTIFICATION;

  /** Sets who sent the segment to whom. */
  public void setAddresses(
      long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
    this.sourceHigh = sourceHigh;
    this.sourceLow = sourceLow;
    this.destinationHigh = destinationHigh;
    this.destinationLow = destinationLow;
  }

  /**
   * Sets when it was captured.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @param wireSize bytes on the wire with all headers
   * @param identification of the IPv4 header, by which a copy made by a mirror port is told from a
   *     retransmission; {@link #UNKNOWN_IDENTIFICATION} with IPv6
   */
  public void setArrival(long arrivalNs, int wireSize, int identification) {
    this.arrivalNs = arrivalNs;
    this.wireSize = wireSize;
    this.identification = identification;
  }

  /**
   * Reads the header. Unless the answer is {@link TcpParseResult#OK} the view is of no meaning.
   * When the capture was cut within the options, these are taken as absent.
   *
   * @param buffer big-endian; read by absolute index only
   * @param offset index of the header's first byte
   * @param capturedLength bytes of the segment in the buffer
   * @param wireLength bytes that the segment had on the wire
   */
  public TcpParseResult parse(ByteBuffer buffer, int offset, int capturedLength, int wireLength) {
    if (wireLength < FIXED_HEADER_LENGTH) {
      return TcpParseResult.TOO_SHORT;
    }
    int captured = Math.min(capturedLength, wireLength);
    if (captured < FIXED_HEADER_LENGTH) {
      return TcpParseResult.HEADER_NOT_CAPTURED;
    }
    int word = buffer.getInt(offset + 12);
    int headerLength = (word >>> 28) * 4;
    if (headerLength < FIXED_HEADER_LENGTH || headerLength > wireLength) {
      return TcpParseResult.DATA_OFFSET_INVALID;
    }
    this.buffer = buffer;
    ports = buffer.getInt(offset);
    sequenceNumber = buffer.getInt(offset + 4);
    acknowledgmentNumber = buffer.getInt(offset + 8);
    flags = word >>> 16 & 0xff;
    window = word & 0xffff;
    payloadOffset = offset + headerLength;
    payloadLength = wireLength - headerLength;
    capturedPayloadLength = Math.max(0, captured - headerLength);
    options.parse(buffer, offset + FIXED_HEADER_LENGTH, offset + Math.min(headerLength, captured));
    return TcpParseResult.OK;
  }

  public ByteBuffer buffer() {
    return buffer;
  }

  public long sourceHigh() {
    return sourceHigh;
  }

  public long sourceLow() {
    return sourceLow;
  }

  public long destinationHigh() {
    return destinationHigh;
  }

  public long destinationLow() {
    return destinationLow;
  }

  /** 0 to 65535. */
  public int sourcePort() {
    return ports >>> 16;
  }

  /** 0 to 65535. */
  public int destinationPort() {
    return ports & 0xffff;
  }

  /** All 32 bits are used. */
  public int sequenceNumber() {
    return sequenceNumber;
  }

  /** All 32 bits are used; of meaning only with {@link #ack}. */
  public int acknowledgmentNumber() {
    return acknowledgmentNumber;
  }

  /** The bits C E U A P R S F, from the highest. */
  int flags() {
    return flags;
  }

  public boolean syn() {
    return (flags & SYN) != 0;
  }

  public boolean ack() {
    return (flags & ACK) != 0;
  }

  public boolean fin() {
    return (flags & FIN) != 0;
  }

  public boolean rst() {
    return (flags & RST) != 0;
  }

  public boolean psh() {
    return (flags & PSH) != 0;
  }

  /** 0 to 65535, as on the wire, not scaled. */
  public int window() {
    return window;
  }

  /** The options, valid until the next {@link #parse}. */
  public TcpOptions options() {
    return options;
  }

  /** Index in the buffer of the first byte of data. */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** Bytes of data on the wire. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Bytes of data in the buffer: fewer when the capture was cut by a snapshot length. */
  public int capturedPayloadLength() {
    return capturedPayloadLength;
  }

  /** Nanoseconds since the Unix epoch. */
  public long arrivalNs() {
    return arrivalNs;
  }

  /** Bytes on the wire with all headers. */
  public int wireSize() {
    return wireSize;
  }

  /** Of the IPv4 header, 0 to 65535; {@link #UNKNOWN_IDENTIFICATION} when there is none. */
  public int identification() {
    return identification;
  }

  /** The facts of the header in one line, for messages. */
  @Override
  public String toString() {
    return String.format(
        "TCP %d to %d sequence=%d acknowledgment=%d window=%d data=%d%s%s%s%s%s",
        sourcePort(),
        destinationPort(),
        Integer.toUnsignedLong(sequenceNumber),
        Integer.toUnsignedLong(acknowledgmentNumber),
        window,
        payloadLength,
        syn() ? " SYN" : "",
        fin() ? " FIN" : "",
        rst() ? " RST" : "",
        psh() ? " PSH" : "",
        ack() ? " ACK" : "");
  }
}
