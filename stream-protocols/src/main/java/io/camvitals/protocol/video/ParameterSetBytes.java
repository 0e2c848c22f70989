package io.camvitals.protocol.video;

import java.nio.ByteBuffer;

/** The bytes of a parameter set that came last, so that the same again need not be read again. */
final class ParameterSetBytes {
  private static final int LONGEST = 1_024;

  private byte[] bytes = new byte[0];

  /**
   * Takes a NAL unit; its bytes when it is another than before, or null. One that is longer than
   * any real parameter set is passed over.
   */
  byte[] changed(ByteBuffer buffer, int from, int end) {
    if (end - from > LONGEST || isSame(buffer, from, end)) {
      return null;
    }
    bytes = new byte[end - from];
    buffer.get(from, bytes);
    return bytes;
  }

  private boolean isSame(ByteBuffer buffer, int from, int end) {
    if (end - from != bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (buffer.get(from + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
