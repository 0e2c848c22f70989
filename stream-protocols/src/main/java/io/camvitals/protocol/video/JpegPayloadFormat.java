package io.camvitals.protocol.video;

import java.nio.ByteBuffer;

/** RFC 2435: the three bytes behind the first are the fragment's offset in the frame. */
final class JpegPayloadFormat implements PayloadFormat {
  private static final int HEADER_LENGTH = 8;

  @Override
  public int inspect(ByteBuffer buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (length < HEADER_LENGTH) {
      return PayloadFacts.MALFORMED;
    }
    boolean first =
        buffer.get(offset + 1) == 0 && buffer.get(offset + 2) == 0 && buffer.get(offset + 3) == 0;
    int facts = PayloadFacts.PICTURE | PayloadFacts.KEY_FRAME;
    return first ? facts | PayloadFacts.FRAME_START : facts;
  }
}
