package io.camvitals.protocol.video;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The rules by which a codec's frames lie in RTP payloads, as far as the facts of a packet need
 * them. Implementations keep no state, allocate nothing, and can be shared by threads.
 */
public interface PayloadFormat {
  /**
   * What one payload tells, as bits of {@link PayloadFacts}. An empty payload tells nothing: 0.
   *
   * @param offset index of the payload's first byte; the buffer's position is not used
   * @param length bytes of payload that can be read
   * @throws IndexOutOfBoundsException if these do not lie within the buffer's limit (a fault of the
   *     caller, never of the payload)
   */
  int inspect(ByteBuffer buffer, int offset, int length);

  /**
   * The format of a codec by its encoding name (RTP map), in any case: H264, H265, JPEG. For any
   * other nothing is known but timestamp and marker: its format tells no facts.
   */
  static PayloadFormat forCodec(String codec) {
    return switch (codec.toUpperCase(Locale.ROOT)) {
      case "H264" -> new H264PayloadFormat();
      case "H265", "HEVC" -> new H265PayloadFormat();
      case "JPEG" -> new JpegPayloadFormat();
      default -> (buffer, offset, length) -> 0;
    };
  }
}
