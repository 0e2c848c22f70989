package io.camvitals.protocol.audio;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The rules by which a codec's frames lie in RTP payloads, as far as their number and length. Sound
 * that is coded sample by sample has no frames of its own: there a packet is one (RFC 3551 section
 * 4.2). One instance reads one stream; nothing is allocated. Not for use by several threads at
 * once.
 */
public interface AudioPayloadFormat {
  /** What is returned where a number is not known. */
  int UNKNOWN = -1;

  /**
   * Frames that end in a payload. A frame that is cut over several packets ends in the last of
   * these.
   *
   * @param offset index of the payload's first byte; the buffer's position is not used
   * @param capturedLength bytes of payload that can be read
   * @param wireLength bytes that it had
   * @param marker RTP's marker bit
   * @return 0 for an empty payload; {@link #UNKNOWN} when the payload breaks its format's rules, or
   *     what tells it was not captured
   * @throws IndexOutOfBoundsException if these do not lie within the buffer's limit (a fault of the
   *     caller, never of the payload)
   */
  int frames(ByteBuffer buffer, int offset, int capturedLength, int wireLength, boolean marker);

  /**
   * Length of the sound in the payload that was looked at last: samples at the RTP clock rate;
   * {@link #UNKNOWN} when it is not told.
   */
  int samples();

  /** Whether the codec is sound of which this package knows the frames. */
  static boolean isKnown(String codec) {
    return forCodec(codec, 8_000, 1, name -> "") != null
        || codec.equalsIgnoreCase("MPEG4-GENERIC")
        || codec.equalsIgnoreCase("MP4A-LATM");
  }

  /**
   * A format by its encoding name (RTP map), in any case.
   *
   * @param clockRate of RTP timestamps, units per second
   * @param channels 1 or more
   * @param parameter gives a value of {@code a=fmtp} by its lower-case name; empty when it is
   *     absent
   * @return null when the codec is not known, or needs parameters that are not there
   */
  static AudioPayloadFormat forCodec(
      String codec, int clockRate, int channels, UnaryOperator<String> parameter) {
    return switch (codec.toUpperCase(Locale.ROOT)) {
      case "PCMU", "PCMA", "G722" -> new SampledPayloadFormat(8);
      case "L8" -> new SampledPayloadFormat(8 * channels);
      case "L16" -> new SampledPayloadFormat(16 * channels);
      case "L24" -> new SampledPayloadFormat(24 * channels);
      case "G726-16", "AAL2-G726-16" -> new SampledPayloadFormat(2);
      case "G726-24", "AAL2-G726-24" -> new SampledPayloadFormat(3);
      case "G726-32", "AAL2-G726-32" -> new SampledPayloadFormat(4);
      case "G726-40", "AAL2-G726-40" -> new SampledPayloadFormat(5);
      case "GSM" -> new FixedFramePayloadFormat(33, 160, 0);
      case "G729" -> new FixedFramePayloadFormat(10, 80, 2);
      case "OPUS" -> new OpusPayloadFormat();
      case "MPEG4-GENERIC" -> AccessUnitPayloadFormat.of(parameter, clockRate);
      case "MP4A-LATM" -> LatmPayloadFormat.of(parameter);
      default -> null;
    };
  }
}
