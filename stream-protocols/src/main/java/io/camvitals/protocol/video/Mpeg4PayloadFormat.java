package io.camvitals.protocol.video;

import static io.camvitals.protocol.video.PayloadFacts.BIPREDICTED;
import static io.camvitals.protocol.video.PayloadFacts.DISPOSABLE;
import static io.camvitals.protocol.video.PayloadFacts.FRAME_START;
import static io.camvitals.protocol.video.PayloadFacts.INTRA;
import static io.camvitals.protocol.video.PayloadFacts.KEY_FRAME;
import static io.camvitals.protocol.video.PayloadFacts.PARAMETER_SETS;
import static io.camvitals.protocol.video.PayloadFacts.PICTURE;
import static io.camvitals.protocol.video.PayloadFacts.PREDICTED;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * MPEG-4 part 2 (RFC 6416 section 5): the bare bitstream, cut where it must be. A packet that
 * begins with a start code begins a picture, or the headers before one; any other goes on with one.
 * A decoder can begin at an I picture.
 */
final class Mpeg4PayloadFormat implements PayloadFormat {
  private static final int VISUAL_OBJECT_SEQUENCE = 0xb0;
  private static final int PICTURE_START = 0xb6;
  private static final int FIRST_LAYER = 0x20;
  private static final int LAST_LAYER = 0x2f;
  private static final int START_CODE_LENGTH = 4;

  /** Headers before a picture are within so many bytes. */
  private static final int LONGEST_HEADERS = 512;

  private final ParameterSetBytes layer = new ParameterSetBytes();
  private Mpeg4ObjectLayer described;
  private int profileAndLevel = -1;

  @Override
  public int inspect(ByteBuffer buffer, int offset, int length) {
    int end = offset + length;
    if (length == 0) {
      return 0;
    }
    if (!isStartCode(buffer, offset, end)) {
      return PICTURE;
    }
    int facts = FRAME_START;
    int limit = Math.min(end, offset + LONGEST_HEADERS);
    int at = offset;
    while (at < limit) {
      int code = buffer.get(at + START_CODE_LENGTH - 1) & 0xff;
      int content = at + START_CODE_LENGTH;
      int next = nextStartCode(buffer, content, limit, end);
      if (code == PICTURE_START) {
        return facts | PICTURE | picture(buffer, content, end);
      }
      if (code == VISUAL_OBJECT_SEQUENCE && content < end) {
        profileAndLevel = buffer.get(content) & 0xff;
        facts |= PARAMETER_SETS;
      } else if (code >= FIRST_LAYER && code <= LAST_LAYER) {
        layer(buffer, content, Math.min(next, end));
        facts |= PARAMETER_SETS;
      }
      at = next;
    }
    return facts;
  }

  private static boolean isStartCode(ByteBuffer buffer, int at, int end) {
    return at + START_CODE_LENGTH <= end
        && buffer.get(at) == 0
        && buffer.get(at + 1) == 0
        && buffer.get(at + 2) == 1;
  }

  private static int nextStartCode(ByteBuffer buffer, int from, int limit, int end) {
    int at = from;
    while (at < limit && !isStartCode(buffer, at, end)) {
      at++;
    }
    return at;
  }

  /** vop_coding_type, the first two bits. */
  private static int picture(ByteBuffer buffer, int content, int end) {
    if (content >= end) {
      return 0;
    }
    return switch (buffer.get(content) >>> 6 & 3) {
      case 0 -> INTRA | KEY_FRAME;
      case 2 -> BIPREDICTED | DISPOSABLE;
      default -> PREDICTED; // P, and sprites
    };
  }

  private void layer(ByteBuffer buffer, int from, int end) {
    byte[] changed = layer.changed(buffer, from, end);
    if (changed != null) {
      Mpeg4ObjectLayer.parse(changed).ifPresent(parsed -> described = parsed);
    }
  }

  @Override
  public Optional<VideoParameters> parameters() {
    return described == null
        ? Optional.empty()
        : Optional.of(
            new VideoParameters(
                profileAndLevel,
                -1,
                described.width(),
                described.height(),
                described.frameRate(),
                -1));
  }

  /** {@code config}: the headers in hexadecimal digits (RFC 6416 section 7.1). */
  @Override
  public void configure(UnaryOperator<String> parameter) {
    try {
      byte[] headers = HexFormat.of().parseHex(parameter.apply("config").strip());
      inspect(ByteBuffer.wrap(headers), 0, headers.length);
    } catch (IllegalArgumentException notHexadecimal) {
      // The stream itself repeats them.
    }
  }
}
