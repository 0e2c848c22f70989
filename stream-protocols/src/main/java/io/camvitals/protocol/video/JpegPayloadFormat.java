package io.camvitals.protocol.video;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * RFC 2435: each packet has a header with the fragment's place in the frame.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | Type-specific |              Fragment Offset                  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |      Type     |       Q       |     Width / 8 |   Height / 8  |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class JpegPayloadFormat implements PayloadFormat {
  private static final int HEADER_LENGTH = 8;
  private static final int BLOCK = 8;

  private int described;
  private VideoParameters parameters;

  @Override
  public int inspect(ByteBuffer buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (length < HEADER_LENGTH) {
      return PayloadFacts.MALFORMED;
    }
    int description = 0;
    for (int i = 4; i < HEADER_LENGTH; i++) {
      description = description << 8 | buffer.get(offset + i) & 0xff;
    }
    if (parameters == null || description != described) {
      describe(description);
    }
    boolean first =
        buffer.get(offset + 1) == 0 && buffer.get(offset + 2) == 0 && buffer.get(offset + 3) == 0;
    int facts =
        PayloadFacts.PICTURE
            | PayloadFacts.KEY_FRAME
            | PayloadFacts.INTRA
            | PayloadFacts.DISPOSABLE;
    return first ? facts | PayloadFacts.FRAME_START : facts;
  }

  /** A side of 0 is one that has no place in eight bits (section 3.1.5). */
  private void describe(int description) {
    described = description;
    parameters =
        new VideoParameters(
            description >>> 24,
            -1,
            BLOCK * (description >>> 8 & 0xff),
            BLOCK * (description & 0xff),
            Double.NaN,
            description >>> 16 & 0xff);
  }

  @Override
  public Optional<VideoParameters> parameters() {
    return Optional.ofNullable(parameters);
  }
}
