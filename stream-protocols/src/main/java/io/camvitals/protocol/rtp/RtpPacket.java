package io.camvitals.protocol.rtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A reusable view of one RTP data packet (RFC 3550 sections 5.1 and 5.3.1).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           synchronization source (SSRC) identifier            |
 * +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 * |          contributing source (CSRC) identifiers, 0 to 15      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  extension: defined by profile |  length in 32-bit words      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | extension data | payload | padding, its last octet the count  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>{@code parse} validates once, then no accessor can fail. All reads are absolute: position and
 * byte order of the buffer are neither used nor changed. Nothing is allocated. After a result other
 * than {@link RtpParseResult#OK} the fixed header's fields are those of the packet if they could be
 * read (all but {@link RtpParseResult#TOO_SHORT}, {@link RtpParseResult#WRONG_VERSION}; {@link
 * RtpParseResult#HEADER_NOT_CAPTURED} from 12 captured bytes on) and zero otherwise; everything
 * behind the fixed header is then absent and empty.
 *
 * <p>A packet that a capture cut short (snaplen) is measurable as long as the fixed header, the
 * contributing sources and the extension's four-byte header were captured: sizes are those on the
 * wire, and only {@link #capturedPayloadLength()} bytes of the payload can be read. When the last
 * octet was cut away the padding count is not known: {@link #paddingKnown()} is false, {@link
 * #paddingLength()} is 0 and {@link #payloadLength()} includes the padding.
 *
 * <p>Not for use by several threads at once.
 */
public final class RtpPacket {
  /** Bytes of the fixed header. */
  public static final int FIXED_HEADER_LENGTH = 12;

  /** {@link #extensionProfile()} of one-byte header extensions (RFC 8285 section 4.2). */
  public static final int ONE_BYTE_EXTENSION_PROFILE = 0xBEDE;

  private static final int VERSION = 2;
  private static final int EXTENSION_HEADER_LENGTH = 4;

  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int offset;
  private int firstWord;
  private int timestamp;
  private int ssrc;
  private int csrcCount;
  private int extensionWord;
  private int extensionOffset;
  private int extensionLength;
  private int capturedExtensionLength;
  private int headerLength;
  private int payloadLength;
  private int capturedPayloadLength;
  private int paddingLength;
  private boolean paddingKnown;

  /**
   * Points this view at a whole packet.
   *
   * @param buffer holds the packet; must stay unchanged while the view is read
   * @param offset index of the packet's first byte
   * @param length bytes of the packet
   * @throws IndexOutOfBoundsException if {@code offset} and {@code length} do not lie within the
   *     buffer's limit (a fault of the caller, never of the packet)
   */
  public RtpParseResult parse(ByteBuffer buffer, int offset, int length) {
    return parse(buffer, offset, length, length);
  }

  /**
   * Points this view at a packet of which only the first bytes may have been captured.
   *
   * @param capturedLength bytes of the packet that are in the buffer; what exceeds {@code
   *     wireLength} is not the packet's and is left out
   * @param wireLength bytes of the packet as it was sent
   * @throws IndexOutOfBoundsException as above, for {@code offset} and {@code capturedLength}
   */
  public RtpParseResult parse(ByteBuffer buffer, int offset, int capturedLength, int wireLength) {
    Objects.checkFromIndexSize(offset, capturedLength, buffer.limit());
    this.buffer = buffer;
    this.offset = offset;
    clear();
    if (wireLength < FIXED_HEADER_LENGTH) {
      return RtpParseResult.TOO_SHORT;
    }
    int captured = Math.min(capturedLength, wireLength);
    if (captured > 0 && (buffer.get(offset) >>> 6 & 3) != VERSION) {
      return RtpParseResult.WRONG_VERSION;
    }
    if (captured < FIXED_HEADER_LENGTH) {
      return RtpParseResult.HEADER_NOT_CAPTURED;
    }
    firstWord = word(offset);
    timestamp = word(offset + 4);
    ssrc = word(offset + 8);
    return parseVariablePart(captured, wireLength);
  }

  private RtpParseResult parseVariablePart(int captured, int wireLength) {
    int announcedCsrcs = firstWord >>> 24 & 0x0f;
    int end = FIXED_HEADER_LENGTH + 4 * announcedCsrcs;
    if (end > wireLength) {
      return RtpParseResult.CSRC_OVERRUN;
    }
    int extensionHeader = 0;
    int extensionDataLength = 0;
    if (extension()) {
      if (end + EXTENSION_HEADER_LENGTH > wireLength) {
        return RtpParseResult.EXTENSION_HEADER_OVERRUN;
      }
      if (end + EXTENSION_HEADER_LENGTH > captured) {
        return RtpParseResult.HEADER_NOT_CAPTURED;
      }
      extensionHeader = word(offset + end);
      extensionDataLength = 4 * (extensionHeader & 0xffff);
      end += EXTENSION_HEADER_LENGTH + extensionDataLength;
      if (end > wireLength) {
        return RtpParseResult.EXTENSION_OVERRUN;
      }
    } else if (end > captured) {
      return RtpParseResult.HEADER_NOT_CAPTURED;
    }
    int announcedPadding = 0;
    boolean countCaptured = true;
    if (padding()) {
      if (end == wireLength) {
        return RtpParseResult.PADDING_MISSING;
      }
      countCaptured = captured == wireLength;
      if (countCaptured) {
        announcedPadding = buffer.get(offset + wireLength - 1) & 0xff;
        if (announcedPadding == 0) {
          return RtpParseResult.PADDING_ZERO;
        }
        if (announcedPadding > wireLength - end) {
          return RtpParseResult.PADDING_OVERRUN;
        }
      }
    }
    csrcCount = announcedCsrcs;
    extensionWord = extensionHeader;
    extensionLength = extensionDataLength;
    extensionOffset = offset + end - extensionDataLength;
    capturedExtensionLength =
        Math.min(extensionLength, Math.max(0, offset + captured - extensionOffset));
    headerLength = end;
    paddingLength = announcedPadding;
    paddingKnown = countCaptured;
    payloadLength = wireLength - end - announcedPadding;
    capturedPayloadLength = Math.min(payloadLength, Math.max(0, captured - end));
    return RtpParseResult.OK;
  }

  private void clear() {
    firstWord = 0;
    timestamp = 0;
    ssrc = 0;
    csrcCount = 0;
    extensionWord = 0;
    extensionOffset = offset;
    extensionLength = 0;
    capturedExtensionLength = 0;
    headerLength = 0;
    payloadLength = 0;
    capturedPayloadLength = 0;
    paddingLength = 0;
    paddingKnown = true;
  }

  private int word(int index) {
    int word = buffer.getInt(index);
    return buffer.order() == ByteOrder.BIG_ENDIAN ? word : Integer.reverseBytes(word);
  }

  /** 0 to 127. */
  public int payloadType() {
    return firstWord >>> 16 & 0x7f;
  }

  /** 0 to 65535. */
  public int sequenceNumber() {
    return firstWord & 0xffff;
  }

  /** Sampling instant, in units of the clock rate, modulo 2^32 (all 32 bits are used). */
  public int timestamp() {
    return timestamp;
  }

  /** Synchronisation source (all 32 bits are used). */
  public int ssrc() {
    return ssrc;
  }

  /** The marker bit; for video the last packet of a frame. */
  public boolean marker() {
    return (firstWord & 0x0080_0000) != 0;
  }

  /** The padding bit. */
  public boolean padding() {
    return (firstWord & 0x2000_0000) != 0;
  }

  /** The extension bit. */
  public boolean extension() {
    return (firstWord & 0x1000_0000) != 0;
  }

  /** Contributing sources, 0 to 15. */
  public int csrcCount() {
    return csrcCount;
  }

  /**
   * One contributing source.
   *
   * @param index from 0, below {@link #csrcCount()}
   */
  public int csrc(int index) {
    return word(offset + FIXED_HEADER_LENGTH + 4 * Objects.checkIndex(index, csrcCount));
  }

  /**
   * The 16 bits that name the kind of extension, 0 without one: {@value
   * #ONE_BYTE_EXTENSION_PROFILE} for one-byte elements, see also {@link #hasTwoByteExtensions()}.
   */
  public int extensionProfile() {
    return extensionWord >>> 16;
  }

  /**
   * The extension holds elements with two-byte headers (RFC 8285 section 4.3): 0x1000 to 0x100F.
   */
  public boolean hasTwoByteExtensions() {
    return (extensionProfile() & 0xfff0) == 0x1000;
  }

  /** Index in the buffer of the extension's data, behind its four-byte header. */
  public int extensionOffset() {
    return extensionOffset;
  }

  /** Bytes of extension data on the wire, a multiple of 4; its four-byte header not counted. */
  public int extensionLength() {
    return extensionLength;
  }

  /** Bytes of extension data that can be read from the buffer. */
  public int capturedExtensionLength() {
    return capturedExtensionLength;
  }

  /** Bytes before the payload: fixed header, contributing sources and extension. */
  public int headerLength() {
    return headerLength;
  }

  /** Index in the buffer of the first byte of payload. */
  public int payloadOffset() {
    return offset + headerLength;
  }

  /** Bytes of payload on the wire, without padding. */
  public int payloadLength() {
    return payloadLength;
  }

  /**
   * Bytes of payload that can be read from the buffer; less than {@link #payloadLength()} only when
   * the capture was cut.
   */
  public int capturedPayloadLength() {
    return capturedPayloadLength;
  }

  /** Bytes of padding, the count itself included; 0 without padding. */
  public int paddingLength() {
    return paddingLength;
  }

  /** False only when the padding bit is set and the octet with the count was not captured. */
  public boolean paddingKnown() {
    return paddingKnown;
  }

  /** The buffer that was parsed last. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** The facts of the header in one line, for messages. */
  @Override
  public String toString() {
    return String.format(
        "RTP ssrc=%08x type=%d sequence=%d timestamp=%d marker=%b header=%d payload=%d padding=%d",
        ssrc,
        payloadType(),
        sequenceNumber(),
        Integer.toUnsignedLong(timestamp),
        marker(),
        headerLength,
        payloadLength,
        paddingLength);
  }
}
