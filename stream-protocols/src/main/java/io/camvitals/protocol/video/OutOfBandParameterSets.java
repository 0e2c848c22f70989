package io.camvitals.protocol.video;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Parameter sets as signalling tells them: Base64 with commas between (RFC 6184 section 8.1). */
final class OutOfBandParameterSets {
  private OutOfBandParameterSets() {}

  /** NAL units without start codes; what is no Base64 is left out. */
  static List<ByteBuffer> of(String encoded) {
    List<ByteBuffer> sets = new ArrayList<>();
    for (String set : encoded.split(",", -1)) {
      try {
        sets.add(ByteBuffer.wrap(Base64.getDecoder().decode(set.strip())));
      } catch (IllegalArgumentException notBase64) {
        // Cameras are known to send it cut.
      }
    }
    return sets;
  }
}
