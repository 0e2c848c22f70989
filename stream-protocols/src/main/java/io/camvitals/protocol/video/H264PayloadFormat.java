package io.camvitals.protocol.video;

import static io.camvitals.protocol.video.PayloadFacts.FRAGMENT_END;
import static io.camvitals.protocol.video.PayloadFacts.FRAGMENT_START;
import static io.camvitals.protocol.video.PayloadFacts.FRAME_START;
import static io.camvitals.protocol.video.PayloadFacts.KEY_FRAME;
import static io.camvitals.protocol.video.PayloadFacts.MALFORMED;
import static io.camvitals.protocol.video.PayloadFacts.PARAMETER_SETS;
import static io.camvitals.protocol.video.PayloadFacts.PICTURE;

import java.nio.ByteBuffer;

/**
 * RFC 6184: single NAL units, aggregation packets (STAP-A, STAP-B, MTAP16, MTAP24) and
 * fragmentation units (FU-A, FU-B).
 *
 * <pre>
 * NAL unit header, FU indicator     FU header
 * +-+-+-+-+-+-+-+-+                 +-+-+-+-+-+-+-+-+
 * |F|NRI|  Type   |                 |S|E|R|  Type   |
 * +-+-+-+-+-+-+-+-+                 +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class H264PayloadFormat implements PayloadFormat {
  static final int SEI = 6;
  static final int STAP_A = 24;
  private static final int STAP_B = 25;
  private static final int MTAP16 = 26;
  private static final int MTAP24 = 27;
  private static final int FU_A = 28;
  private static final int FU_B = 29;

  static int type(byte header) {
    return header & 0x1f;
  }

  @Override
  public int inspect(ByteBuffer buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int end = offset + length;
    byte header = buffer.get(offset);
    // The forbidden bit: someone on the way knows of bit errors (RFC 6184 section 1.3).
    int facts = header < 0 ? MALFORMED : 0;
    int type = type(header);
    return facts
        | switch (type) {
          case STAP_A -> aggregated(buffer, offset + 1, end, 0);
          case STAP_B -> aggregated(buffer, offset + 3, end, 0);
          case MTAP16 -> aggregated(buffer, offset + 3, end, 3);
          case MTAP24 -> aggregated(buffer, offset + 3, end, 4);
          case FU_A -> fragment(buffer, offset + 1, end, 1);
          case FU_B -> fragment(buffer, offset + 1, end, 3);
          default -> nalUnit(type, buffer, offset + 1, end);
        };
  }

  /**
   * NAL units, each behind its size of 16 bits; the size counts neither itself nor what it skips.
   */
  private static int aggregated(ByteBuffer buffer, int from, int end, int skipped) {
    int facts = 0;
    int position = from;
    do {
      int start = position + 2 + skipped;
      if (start >= end) {
        return facts | MALFORMED;
      }
      int size = (buffer.get(position) & 0xff) << 8 | buffer.get(position + 1) & 0xff;
      position = start + size;
      if (size == 0 || position > end) {
        return facts | MALFORMED;
      }
      facts |= nalUnit(type(buffer.get(start)), buffer, start + 1, position);
    } while (position < end);
    return facts;
  }

  private static int fragment(ByteBuffer buffer, int header, int end, int headerLength) {
    if (header + headerLength > end) {
      return MALFORMED;
    }
    int bits = buffer.get(header);
    boolean first = (bits & 0x80) != 0;
    boolean last = (bits & 0x40) != 0;
    int facts = (first ? FRAGMENT_START : 0) | (last ? FRAGMENT_END : 0);
    if (first && last) {
      facts |= MALFORMED;
    }
    int ofUnit = nalUnit(type((byte) bits), buffer, header + headerLength, end);
    return facts | (first ? ofUnit : ofUnit & ~FRAME_START);
  }

  /** Facts of a NAL unit by ITU-T H.264 table 7-1; {@code content} is what follows its header. */
  private static int nalUnit(int type, ByteBuffer buffer, int content, int end) {
    return switch (type) {
      case 1, 2 -> PICTURE | firstSlice(buffer, content, end);
      case 5 -> PICTURE | KEY_FRAME | firstSlice(buffer, content, end);
      case 3, 4, 19, 20, 21 -> PICTURE;
      case 7, 8 -> PARAMETER_SETS | FRAME_START;
      case 13, 15 -> PARAMETER_SETS;
      case SEI, 9, 14, 16, 17, 18 -> FRAME_START;
      case 10, 11, 12, 22, 23 -> 0;
      // 0, 30 and 31 are not defined; aggregations and fragments do not nest.
      default -> MALFORMED;
    };
  }

  /** first_mb_in_slice is Exp-Golomb coded: zero is a single one bit. */
  private static int firstSlice(ByteBuffer buffer, int content, int end) {
    return content < end && buffer.get(content) < 0 ? FRAME_START : 0;
  }
}
