package io.camvitals.protocol.video;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rules by which a codec's frames lie in RTP payloads, as far as the facts of a packet need
 * them. One instance reads one stream: it remembers the stream's parameter sets. Nothing is
 * allocated but when these change. Not for use by several threads at once.
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

  /** What the stream says of its pictures; empty until it said it. */
  default Optional<VideoParameters> parameters() {
    return Optional.empty();
  }

  /**
   * Takes the parameters of the codec that signalling told ({@code a=fmtp}). What cannot be read of
   * them is passed over.
   *
   * @param parameter gives a parameter's value by its lower-case name; empty when it is absent
   */
  default void configure(UnaryOperator<String> parameter) {
    // Most formats have none that matter here.
  }

  /**
   * A format by its encoding name (RTP map), in any case: H264, H265, JPEG, MP4V-ES, AV1. For any
   * other nothing is known but timestamp and marker: its format tells no facts.
   */
  static PayloadFormat forCodec(String codec) {
    return switch (codec.toUpperCase(Locale.ROOT)) {
      case "H264" -> new H264PayloadFormat();
      case "H265", "HEVC" -> new H265PayloadFormat();
      case "JPEG" -> new JpegPayloadFormat();
      case "MP4V-ES" -> new Mpeg4PayloadFormat();
      case "AV1" -> new Av1PayloadFormat();
      default -> (buffer, offset, length) -> 0;
    };
  }
}
