package io.camvitals.protocol.audio;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * MPEG-4 audio in LATM (RFC 6416 section 6): an AudioMuxElement (ISO/IEC 14496-3 section 1.7.3) to
 * a packet, or cut over several, the last of which has the marker. It holds one frame, or as many
 * more as the configuration's numSubFrames says.
 */
final class LatmPayloadFormat implements AudioPayloadFormat {
  private static final int AAC_SAMPLES = 1_024;

  private final int framesPerElement;

  /** Of the frame's own clock, which is the RTP clock (section 7.3). */
  private final int samplesPerFrame;

  private int samples = UNKNOWN;

  private LatmPayloadFormat(int framesPerElement, int samplesPerFrame) {
    this.framesPerElement = framesPerElement;
    this.samplesPerFrame = samplesPerFrame;
  }

  /**
   * Null when the configuration is within the stream ({@code cpresent=1}, also the default), since
   * it is not looked for there, or cannot be read.
   */
  static AudioPayloadFormat of(UnaryOperator<String> parameter) {
    byte[] configuration;
    try {
      configuration = HexFormat.of().parseHex(parameter.apply("config").strip());
    } catch (IllegalArgumentException notHexadecimal) {
      return null;
    }
    // audioMuxVersion 1, allStreamsSameTimeFraming 1, numSubFrames 6.
    if (!parameter.apply("cpresent").strip().equals("0")
        || configuration.length == 0
        || configuration[0] < 0) {
      return null;
    }
    int subFrames = configuration[0] & 0x3f;
    return new LatmPayloadFormat(1 + subFrames, AAC_SAMPLES);
  }

  @Override
  public int frames(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength, boolean marker) {
    int frames = wireLength > 0 && marker ? framesPerElement : 0;
    samples = frames * samplesPerFrame;
    return frames;
  }

  @Override
  public int samples() {
    return samples;
  }
}
