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
 * RFC 7798: single NAL units, aggregation packets (AP), fragmentation units (FU) and PACI packets.
 * Decoding order numbers (sprop-max-don-diff above 0), which cameras do not send, are not known.
 *
 * <pre>
 * payload header                      FU header
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+   +-+-+-+-+-+-+-+-+
 * |F|   Type    |  LayerId  | TID |   |S|E|  FuType   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+   +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class H265PayloadFormat implements PayloadFormat {
  static final int HEADER_LENGTH = 2;
  static final int PREFIX_SEI = 39;
  static final int AGGREGATION_PACKET = 48;
  private static final int FRAGMENTATION_UNIT = 49;
  private static final int PACI = 50;

  static int type(byte header) {
    return header >>> 1 & 0x3f;
  }

  @Override
  public int inspect(ByteBuffer buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (length < HEADER_LENGTH) {
      return MALFORMED;
    }
    byte header = buffer.get(offset);
    boolean temporalIdIsZero = (buffer.get(offset + 1) & 7) == 0;
    int facts = header < 0 || temporalIdIsZero ? MALFORMED : 0;
    int content = offset + HEADER_LENGTH;
    int end = offset + length;
    int type = type(header);
    if (type == PACI) {
      if (content + 2 > end) {
        return facts | MALFORMED;
      }
      int fields = (buffer.get(content) & 0xff) << 8 | buffer.get(content + 1) & 0xff;
      int extensionLength = fields >>> 4 & 0x1f;
      type = fields >>> 9 & 0x3f;
      content += 2 + extensionLength;
      if (content > end || type == PACI) {
        return facts | MALFORMED;
      }
    }
    return facts | contained(type, buffer, content, end);
  }

  private static int contained(int type, ByteBuffer buffer, int content, int end) {
    return switch (type) {
      case AGGREGATION_PACKET -> aggregated(buffer, content, end);
      case FRAGMENTATION_UNIT -> fragment(buffer, content, end);
      default -> nalUnit(type, buffer, content, end);
    };
  }

  private static int aggregated(ByteBuffer buffer, int from, int end) {
    int facts = 0;
    int position = from;
    do {
      int start = position + 2;
      if (start >= end) {
        return facts | MALFORMED;
      }
      int size = (buffer.get(position) & 0xff) << 8 | buffer.get(position + 1) & 0xff;
      position = start + size;
      if (size < HEADER_LENGTH || position > end) {
        return facts | MALFORMED;
      }
      facts |= nalUnit(type(buffer.get(start)), buffer, start + HEADER_LENGTH, position);
    } while (position < end);
    return facts;
  }

  private static int fragment(ByteBuffer buffer, int header, int end) {
    if (header >= end) {
      return MALFORMED;
    }
    int bits = buffer.get(header);
    boolean first = (bits & 0x80) != 0;
    boolean last = (bits & 0x40) != 0;
    int facts = (first ? FRAGMENT_START : 0) | (last ? FRAGMENT_END : 0);
    if (first && last) {
      facts |= MALFORMED;
    }
    int ofUnit = nalUnit(bits & 0x3f, buffer, header + 1, end);
    return facts | (first ? ofUnit : ofUnit & ~FRAME_START);
  }

  /** Facts of a NAL unit by ITU-T H.265 table 7-1; {@code content} is what follows its header. */
  private static int nalUnit(int type, ByteBuffer buffer, int content, int end) {
    if (type < 32) {
      // first_slice_segment_in_pic_flag is the first bit behind the header.
      boolean firstSlice = content < end && buffer.get(content) < 0;
      boolean irap = type >= 16 && type <= 23;
      return PICTURE | (irap ? KEY_FRAME : 0) | (firstSlice ? FRAME_START : 0);
    }
    return switch (type) {
      case 32, 33, 34 -> PARAMETER_SETS | FRAME_START;
      case 35, PREFIX_SEI, 41, 42, 43, 44 -> FRAME_START;
      // Aggregations, fragments and PACI do not nest.
      case AGGREGATION_PACKET, FRAGMENTATION_UNIT, PACI -> MALFORMED;
      default -> 0;
    };
  }
}
