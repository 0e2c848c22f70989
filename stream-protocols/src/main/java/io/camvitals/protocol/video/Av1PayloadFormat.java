package io.camvitals.protocol.video;

import static io.camvitals.protocol.video.PayloadFacts.FRAGMENT_END;
import static io.camvitals.protocol.video.PayloadFacts.FRAGMENT_START;
import static io.camvitals.protocol.video.PayloadFacts.FRAME_START;
import static io.camvitals.protocol.video.PayloadFacts.INTRA;
import static io.camvitals.protocol.video.PayloadFacts.KEY_FRAME;
import static io.camvitals.protocol.video.PayloadFacts.MALFORMED;
import static io.camvitals.protocol.video.PayloadFacts.PARAMETER_SETS;
import static io.camvitals.protocol.video.PayloadFacts.PICTURE;
import static io.camvitals.protocol.video.PayloadFacts.PREDICTED;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * RTP Payload Format For AV1 (Alliance for Open Media, v1.0.0): an aggregation header, then open
 * bitstream units (OBUs), each behind its length but for the last one when their number is told.
 *
 * <pre>
 * aggregation header        OBU header
 * +-+-+-+-+-+-+-+-+         +-+-+-+-+-+-+-+-+
 * |Z|Y| W |N|-|-|-|         |F| type  |X|S|-|
 * +-+-+-+-+-+-+-+-+         +-+-+-+-+-+-+-+-+
 * </pre>
 *
 * Z: the first OBU goes on from the packet before; Y: the last one goes on in the next; N: the
 * first packet of a coded video sequence, and so of a key frame.
 */
final class Av1PayloadFormat implements PayloadFormat {
  private static final int SEQUENCE_HEADER = 1;
  private static final int FRAME_HEADER = 3;
  private static final int TILE_GROUP = 4;
  private static final int METADATA = 5;
  private static final int FRAME = 6;
  private static final int LONGEST_SEQUENCE_HEADER = 256;
  private static final int KEY = 0;
  private static final int INTRA_ONLY = 2;

  private final ParameterSetBytes header = new ParameterSetBytes();
  private Av1SequenceHeader sequence;

  /** Where a number ended that was read last. */
  private int position;

  @Override
  public int inspect(ByteBuffer buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int end = offset + length;
    int aggregation = buffer.get(offset);
    boolean continues = (aggregation & 0x80) != 0;
    boolean continued = (aggregation & 0x40) != 0;
    int count = aggregation >>> 4 & 3;
    boolean newSequence = (aggregation & 8) != 0;
    int facts = newSequence ? KEY_FRAME : 0;
    facts |= continued && !continues ? FRAGMENT_START : 0;
    facts |= continues && !continued ? FRAGMENT_END : 0;
    if (newSequence && continues) {
      return facts | MALFORMED;
    }
    position = offset + 1;
    for (int i = 0; position < end; i++) {
      int size = end - position;
      if (count == 0 || i < count - 1) {
        size = number(buffer, end);
        if (size < 0 || position + size > end) {
          return facts | MALFORMED;
        }
      }
      int start = position;
      position += size;
      boolean whole = !(continued && position == end);
      if (i == 0 && continues) {
        facts |= PICTURE;
      } else if (size > 0) {
        facts |= unit(buffer, start, position, whole);
      }
      if (count > 0 && i == count - 1) {
        break;
      }
    }
    return facts;
  }

  /** A number in groups of seven bits, the lowest first (leb128); -1 when it does not end. */
  private int number(ByteBuffer buffer, int end) {
    int number = 0;
    for (int shift = 0; shift < 28 && position < end; shift += 7) {
      int next = buffer.get(position++);
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    return -1;
  }

  private int unit(ByteBuffer buffer, int start, int end, boolean whole) {
    int first = buffer.get(start);
    if (first < 0) {
      return MALFORMED;
    }
    int type = first >>> 3 & 0xf;
    int content = start + ((first & 4) != 0 ? 2 : 1);
    if ((first & 2) != 0) {
      int after = position;
      position = content;
      int size = number(buffer, end);
      content = position;
      position = after;
      if (size < 0) {
        return MALFORMED;
      }
    }
    return switch (type) {
      case SEQUENCE_HEADER -> {
        if (whole && end - content <= LONGEST_SEQUENCE_HEADER && content < end) {
          sequenceHeader(buffer, content, end);
        }
        yield PARAMETER_SETS | FRAME_START;
      }
      case FRAME_HEADER, FRAME -> PICTURE | FRAME_START | frame(buffer, content, end);
      case TILE_GROUP -> PICTURE;
      case METADATA -> FRAME_START;
      default -> 0;
    };
  }

  private void sequenceHeader(ByteBuffer buffer, int from, int end) {
    byte[] changed = header.changed(buffer, from, end);
    if (changed != null) {
      Av1SequenceHeader.parse(changed).ifPresent(parsed -> sequence = parsed);
    }
  }

  /** The frame's type stands behind show_existing_frame (section 5.9.2). */
  private int frame(ByteBuffer buffer, int content, int end) {
    if (content >= end || sequence == null) {
      return 0;
    }
    if (sequence.reduced()) {
      return INTRA | KEY_FRAME;
    }
    int bits = buffer.get(content);
    if (bits < 0) {
      return 0; // shows a frame that came before
    }
    return switch (bits >>> 5 & 3) {
      case KEY -> INTRA | KEY_FRAME;
      case INTRA_ONLY -> INTRA;
      default -> PREDICTED;
    };
  }

  @Override
  public Optional<VideoParameters> parameters() {
    return sequence == null
        ? Optional.empty()
        : Optional.of(
            new VideoParameters(
                sequence.profile(),
                sequence.level(),
                sequence.width(),
                sequence.height(),
                sequence.frameRate(),
                -1));
  }
}
