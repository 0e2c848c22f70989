package io.camvitals.protocol.video;

import static io.camvitals.protocol.video.PayloadFacts.BIPREDICTED;
import static io.camvitals.protocol.video.PayloadFacts.DISPOSABLE;
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
import java.util.function.UnaryOperator;

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

  private static final int SEQUENCE_PARAMETER_SET = 7;

  private final ParameterSetBytes parameterSet = new ParameterSetBytes();
  private VideoParameters parameters;

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
          default -> nalUnit(header, buffer, offset + 1, end);
        };
  }

  @Override
  public Optional<VideoParameters> parameters() {
    return Optional.ofNullable(parameters);
  }

  /** {@code sprop-parameter-sets} (RFC 6184 section 8.1). */
  @Override
  public void configure(UnaryOperator<String> parameter) {
    for (ByteBuffer set : OutOfBandParameterSets.of(parameter.apply("sprop-parameter-sets"))) {
      if (set.hasRemaining() && type(set.get(0)) == SEQUENCE_PARAMETER_SET) {
        sequenceParameterSet(set, 0, set.limit());
      }
    }
  }

  private void sequenceParameterSet(ByteBuffer buffer, int from, int end) {
    byte[] changed = parameterSet.changed(buffer, from, end);
    if (changed != null) {
      H264SequenceParameterSet.parse(changed)
          .ifPresent(
              set ->
                  parameters =
                      new VideoParameters(
                          set.profile(),
                          set.level(),
                          set.width(),
                          set.height(),
                          set.frameRate(),
                          -1));
    }
  }

  /**
   * NAL units, each behind its size of 16 bits; the size counts neither itself nor what it skips.
   */
  private int aggregated(ByteBuffer buffer, int from, int end, int skipped) {
    int facts = 0;
    int position = from;
    do {
      int start = position + 2 + skipped;
      if (start >= end) {
        return facts | MALFORMED;
      }
      int size = (buffer.get(position) & 0xff) << 8 | buffer.get(position + 1) & 0xff;
      position = start + size;
      if (size == 0) {
        return facts | MALFORMED;
      }
      if (position > end) {
        return facts | MALFORMED | cutUnit(buffer, start, end);
      }
      facts |= nalUnit(buffer.get(start), buffer, start + 1, position);
    } while (position < end);
    return facts;
  }

  /** A unit of which a capture has the beginning alone: a slice's header is there. */
  private static int cutUnit(ByteBuffer buffer, int start, int end) {
    byte header = buffer.get(start);
    return switch (type(header)) {
      case 1, 2 -> PICTURE | disposable(header) | slice(buffer, start + 1, end);
      case 5 -> PICTURE | KEY_FRAME | slice(buffer, start + 1, end);
      default -> 0;
    };
  }

  private int fragment(ByteBuffer buffer, int header, int end, int headerLength) {
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
    // The unit's header is the indicator's importance and the fragment header's type.
    byte unitHeader = (byte) (buffer.get(header - 1) & 0x60 | bits & 0x1f);
    int type = type(unitHeader);
    if (!first) {
      return facts | fragmentFacts(type, unitHeader);
    }
    // A parameter set in fragments is not put together: none is as long as a packet.
    int content = header + headerLength;
    return facts
        | (type == SEQUENCE_PARAMETER_SET
            ? PARAMETER_SETS | FRAME_START
            : nalUnit(unitHeader, buffer, content, end));
  }

  /** What can be known of a unit without its beginning. */
  private static int fragmentFacts(int type, byte header) {
    return switch (type) {
      case 1, 2 -> PICTURE | disposable(header);
      case 5 -> PICTURE | KEY_FRAME;
      case 3, 4, 19, 20, 21 -> PICTURE;
      case 7, 8, 13, 15 -> PARAMETER_SETS;
      case 0, 24, 25, 26, 27, 28, 29, 30, 31 -> MALFORMED;
      default -> 0;
    };
  }

  /** Facts of a NAL unit by ITU-T H.264 table 7-1; {@code content} is what follows its header. */
  private int nalUnit(byte header, ByteBuffer buffer, int content, int end) {
    int type = type(header);
    return switch (type) {
      case 1, 2 -> PICTURE | disposable(header) | slice(buffer, content, end);
      case 5 -> PICTURE | KEY_FRAME | slice(buffer, content, end);
      case 3, 4, 19, 20, 21 -> PICTURE;
      case SEQUENCE_PARAMETER_SET -> {
        sequenceParameterSet(buffer, content - 1, end);
        yield PARAMETER_SETS | FRAME_START;
      }
      case 8 -> PARAMETER_SETS | FRAME_START;
      case 13, 15 -> PARAMETER_SETS;
      case SEI, 9, 14, 16, 17, 18 -> FRAME_START;
      case 10, 11, 12, 22, 23 -> 0;
      // 0, 30 and 31 are not defined; aggregations and fragments do not nest.
      default -> MALFORMED;
    };
  }

  /** nal_ref_idc 0. */
  private static int disposable(byte header) {
    return (header & 0x60) == 0 ? DISPOSABLE : 0;
  }

  /** A slice's header begins with first_mb_in_slice and slice_type (section 7.3.3). */
  private static int slice(ByteBuffer buffer, int content, int end) {
    long bits = SliceBits.window(buffer, content, end);
    int firstBlock = SliceBits.unsigned(bits);
    if (firstBlock == SliceBits.NONE) {
      return 0;
    }
    int facts = firstBlock == 0 ? FRAME_START : 0;
    int type = SliceBits.unsigned(bits << SliceBits.length(bits));
    return facts
        | switch (type) {
          case 0, 3, 5, 8 -> PREDICTED; // P, SP
          case 1, 6 -> BIPREDICTED;
          case 2, 4, 7, 9 -> INTRA; // I, SI
          default -> 0;
        };
  }
}
