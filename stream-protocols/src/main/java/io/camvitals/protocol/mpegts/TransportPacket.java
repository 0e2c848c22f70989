package io.camvitals.protocol.mpegts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One packet of a transport stream (ISO/IEC 13818-1 section 2.4.3): a view that is pointed at one
 * after another. {@link #parse} looks at everything once; the accessors cannot fail.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | sync 0x47     |E|S|P|           PID           |SC |AF |  CC   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | field length  |D|R|p|C|O|S|P|X|  PCR: 33 bits of 90 kHz, 6    |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+  reserved, 9 bits of 27 MHz ...
 * </pre>
 *
 * <p>Not for use by several threads at once.
 */
public final class TransportPacket {
  public static final int LENGTH = 188;
  public static final byte SYNC_BYTE = 0x47;
  public static final int HIGHEST_PID = 0x1fff;

  /** PID of packets that only fill (section 2.4.3.3); they have no continuity. */
  public static final int NULL_PID = 0x1fff;

  /** What {@link #programClockReference} returns when there is none. */
  public static final long NO_CLOCK_REFERENCE = -1;

  /** A clock reference is counted modulo this many units of 1/27,000,000 s, about 26.5 hours. */
  public static final long CLOCK_REFERENCE_MODULUS = (1L << 33) * 300;

  /** Units of a clock reference per second. */
  public static final int CLOCK_REFERENCE_RATE = 27_000_000;

  private static final int HEADER_LENGTH = 4;
  private static final int PCR_END = 12;

  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int offset;
  private int header;
  private int adaptationFlags;
  private int payloadOffset;
  private long programClockReference;

  /** What one look at a packet told. */
  public enum Result {
    OK,
    /** The first byte is not 0x47; nothing else of the packet can be trusted. */
    WRONG_SYNC_BYTE,
    /** The adaptation field is longer than the packet leaves room for, or its length is cut off. */
    ADAPTATION_FIELD_OVERRUN
  }

  /**
   * Points the view at a packet of which all 188 bytes can be read.
   *
   * @param offset index of the sync byte; the buffer's position is not used
   * @throws IndexOutOfBoundsException if 188 bytes do not lie within the buffer's limit (a fault of
   *     the caller)
   */
  public Result parse(ByteBuffer buffer, int offset) {
    this.buffer = buffer;
    this.offset = offset;
    header = bigEndianInt(buffer, offset);
    adaptationFlags = 0;
    programClockReference = NO_CLOCK_REFERENCE;
    payloadOffset = offset + HEADER_LENGTH;
    if (header >>> 24 != SYNC_BYTE) {
      return Result.WRONG_SYNC_BYTE;
    }
    if ((header & 0x20) == 0) {
      return Result.OK;
    }
    int length = buffer.get(offset + HEADER_LENGTH) & 0xff;
    int longest = LENGTH - HEADER_LENGTH - 1;
    if (length > longest) {
      payloadOffset = offset + LENGTH;
      return Result.ADAPTATION_FIELD_OVERRUN;
    }
    payloadOffset += 1 + length;
    if (length > 0) {
      adaptationFlags = buffer.get(offset + HEADER_LENGTH + 1) & 0xff;
      if ((adaptationFlags & 0x10) != 0) {
        if (length < PCR_END - HEADER_LENGTH - 1) {
          return Result.ADAPTATION_FIELD_OVERRUN;
        }
        programClockReference = clockReference(buffer, offset + HEADER_LENGTH + 2);
      }
    }
    return Result.OK;
  }

  private static long clockReference(ByteBuffer buffer, int at) {
    long base = (bigEndianInt(buffer, at) & 0xffff_ffffL) << 1 | (buffer.get(at + 4) & 0xff) >>> 7;
    int extension = (buffer.get(at + 4) & 1) << 8 | buffer.get(at + 5) & 0xff;
    return (base * 300 + extension) % CLOCK_REFERENCE_MODULUS;
  }

  private static int bigEndianInt(ByteBuffer buffer, int at) {
    int value = buffer.getInt(at);
    return buffer.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }

  /** Someone before has found errors in the packet and could not correct them. */
  public boolean transportError() {
    return (header & 0x80_0000) != 0;
  }

  /** A PES packet or a section begins in the payload. */
  public boolean payloadUnitStart() {
    return (header & 0x40_0000) != 0;
  }

  /** Packet identifier, 0 to 8,191. */
  public int pid() {
    return header >>> 8 & HIGHEST_PID;
  }

  /** 0 when the payload is not scrambled. */
  public int scramblingControl() {
    return header >>> 6 & 3;
  }

  /** False in a packet that holds an adaptation field alone, or nothing. */
  public boolean hasPayload() {
    return (header & 0x10) != 0;
  }

  /** 0 to 15; counts the packets with payload of one PID. */
  public int continuityCounter() {
    return header & 0xf;
  }

  /** Continuity counter or clock reference begin anew here, as announced. */
  public boolean discontinuity() {
    return (adaptationFlags & 0x80) != 0;
  }

  /** A decoder can begin here. */
  public boolean randomAccess() {
    return (adaptationFlags & 0x40) != 0;
  }

  /** Units of 1/27,000,000 s, or {@link #NO_CLOCK_REFERENCE}. */
  public long programClockReference() {
    return programClockReference;
  }

  /** Index of the payload's first byte in the buffer. */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** Bytes of payload, 0 to 184; 0 when the packet has none. */
  public int payloadLength() {
    return hasPayload() ? offset + LENGTH - payloadOffset : 0;
  }

  /**
   * A number by which two packets with the same content are the same, and two with other content
   * nearly always differ. The clock reference is left out: it may differ in a duplicate (section
   * 2.4.3.3).
   */
  public long fingerprint() {
    long sum = header;
    int start = Math.max(payloadOffset, offset + PCR_END);
    int at = offset + LENGTH;
    for (; at - Long.BYTES >= start; at -= Long.BYTES) {
      sum = 31 * sum + buffer.getLong(at - Long.BYTES);
    }
    for (; at > start; at--) {
      sum = 31 * sum + buffer.get(at - 1);
    }
    return sum;
  }

  public ByteBuffer buffer() {
    return buffer;
  }
}
