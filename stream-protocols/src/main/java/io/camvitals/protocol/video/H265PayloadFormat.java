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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

  private static final int UNKNOWN = -1;

  private final ParameterSetBytes videoSet = new ParameterSetBytes();
  private final ParameterSetBytes sequenceSet = new ParameterSetBytes();
  private final ParameterSetBytes pictureSet = new ParameterSetBytes();

  /** By the identifier of the picture parameter set; {@link #UNKNOWN} until that came. */
  private final int[] extraSliceHeaderBits = new int[64];

  private H265ParameterSets.Sequence sequence;

  /** By the video parameter set. */
  private double frameRate = Double.NaN;

  H265PayloadFormat() {
    Arrays.fill(extraSliceHeaderBits, UNKNOWN);
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
                Double.isNaN(sequence.frameRate()) ? frameRate : sequence.frameRate(),
                -1));
  }

  /** {@code sprop-vps}, {@code -sps} and {@code -pps} (RFC 7798 section 7.1). */
  @Override
  public void configure(UnaryOperator<String> parameter) {
    for (String name : List.of("sprop-vps", "sprop-sps", "sprop-pps")) {
      for (ByteBuffer set : OutOfBandParameterSets.of(parameter.apply(name))) {
        if (set.limit() >= HEADER_LENGTH) {
          parameterSet(type(set.get(0)), set, 0, set.limit());
        }
      }
    }
  }

  private void parameterSet(int type, ByteBuffer buffer, int from, int end) {
    if (type == H265ParameterSets.VIDEO_PARAMETER_SET) {
      byte[] changed = videoSet.changed(buffer, from, end);
      if (changed != null) {
        frameRate = H265ParameterSets.frameRate(changed);
      }
    } else if (type == H265ParameterSets.SEQUENCE_PARAMETER_SET) {
      byte[] changed = sequenceSet.changed(buffer, from, end);
      if (changed != null) {
        H265ParameterSets.sequence(changed).ifPresent(set -> sequence = set);
      }
    } else if (type == H265ParameterSets.PICTURE_PARAMETER_SET) {
      byte[] changed = pictureSet.changed(buffer, from, end);
      if (changed != null) {
        H265ParameterSets.picture(changed)
            .ifPresent(set -> extraSliceHeaderBits[set.id()] = set.extraSliceHeaderBits());
      }
    }
  }

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

  private int contained(int type, ByteBuffer buffer, int content, int end) {
    return switch (type) {
      case AGGREGATION_PACKET -> aggregated(buffer, content, end);
      case FRAGMENTATION_UNIT -> fragment(buffer, content, end);
      default -> nalUnit(type, buffer, content, end);
    };
  }

  private int aggregated(ByteBuffer buffer, int from, int end) {
    int facts = 0;
    int position = from;
    do {
      int start = position + 2;
      if (start >= end) {
        return facts | MALFORMED;
      }
      int size = (buffer.get(position) & 0xff) << 8 | buffer.get(position + 1) & 0xff;
      position = start + size;
      if (size < HEADER_LENGTH || start + HEADER_LENGTH > end) {
        return facts | MALFORMED;
      }
      if (position > end) {
        return facts | MALFORMED | cutUnit(buffer, start, end);
      }
      facts |= nalUnit(type(buffer.get(start)), buffer, start + HEADER_LENGTH, position);
    } while (position < end);
    return facts;
  }

  /** A unit of which a capture has the beginning alone: a slice's header is there. */
  private int cutUnit(ByteBuffer buffer, int start, int end) {
    int type = type(buffer.get(start));
    return type < 32 ? nalUnit(type, buffer, start + HEADER_LENGTH, end) : 0;
  }

  private int fragment(ByteBuffer buffer, int header, int end) {
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
    int type = bits & 0x3f;
    if (first && type < 32) {
      return facts | slice(type, buffer, header + 1, end);
    }
    int ofUnit = fragmentFacts(type);
    return facts | (first && isBeforePicture(type) ? ofUnit | FRAME_START : ofUnit);
  }

  /** Facts of a NAL unit by ITU-T H.265 table 7-1; {@code content} is what follows its header. */
  private int nalUnit(int type, ByteBuffer buffer, int content, int end) {
    if (type < 32) {
      return slice(type, buffer, content, end);
    }
    if ((fragmentFacts(type) & PARAMETER_SETS) != 0) {
      parameterSet(type, buffer, content - HEADER_LENGTH, end);
    }
    return fragmentFacts(type) | (isBeforePicture(type) ? FRAME_START : 0);
  }

  /** A parameter set, delimiter, or prefix SEI: what begins an access unit. */
  private static boolean isBeforePicture(int type) {
    return switch (type) {
      case 32, 33, 34, 35, PREFIX_SEI, 41, 42, 43, 44 -> true;
      default -> false;
    };
  }

  /** What can be known of a unit without its beginning. */
  private static int fragmentFacts(int type) {
    if (type < 32) {
      return pictureFacts(type);
    }
    return switch (type) {
      case 32, 33, 34 -> PARAMETER_SETS;
      // Aggregations, fragments and PACI do not nest.
      case AGGREGATION_PACKET, FRAGMENTATION_UNIT, PACI -> MALFORMED;
      default -> 0;
    };
  }

  private static int pictureFacts(int type) {
    boolean disposable = type <= 14 && type % 2 == 0;
    return PICTURE | (isRandomAccess(type) ? KEY_FRAME : 0) | (disposable ? DISPOSABLE : 0);
  }

  private static boolean isRandomAccess(int type) {
    return type >= 16 && type <= 23;
  }

  /** The beginning of a slice segment's header (section 7.3.6.1). */
  private int slice(int type, ByteBuffer buffer, int content, int end) {
    int facts = pictureFacts(type);
    long bits = SliceBits.window(buffer, content, end);
    boolean first = bits < 0;
    facts |= first ? FRAME_START : 0;
    if (isRandomAccess(type)) {
      return facts | INTRA;
    }
    // Where the type stands in another segment depends on the picture's size.
    int set = first ? SliceBits.unsigned(bits << 1) : SliceBits.NONE;
    if (set < 0 || set >= extraSliceHeaderBits.length || extraSliceHeaderBits[set] == UNKNOWN) {
      return facts;
    }
    int sliceType =
        SliceBits.unsigned(bits << 1 + SliceBits.length(bits << 1) + extraSliceHeaderBits[set]);
    return facts
        | switch (sliceType) {
          case 0 -> BIPREDICTED;
          case 1 -> PREDICTED;
          case 2 -> INTRA;
          default -> 0;
        };
  }
}
