package io.camvitals.protocol.video;

import java.util.Optional;

/**
 * A video object layer's header (ISO/IEC 14496-2 section 6.2.3) as far as the picture's size.
 *
 * @param width pixels
 * @param height pixels
 * @param frameRate pictures per second when the layer says that it is fixed; NaN otherwise
 */
record Mpeg4ObjectLayer(int width, int height, double frameRate) {
  private static final int EXTENDED_PAR = 15;
  private static final int RECTANGULAR = 0;

  /**
   * Reads what follows the start code. There is no emulation prevention in this codec, and none of
   * its sequences can occur in these fields but by chance.
   */
  static Optional<Mpeg4ObjectLayer> parse(byte[] content) {
    RbspReader reader = RbspReader.ofPlainBits(content);
    reader.skip(1 + 8); // random_accessible_vol, video_object_type_indication
    if (reader.flag()) {
      reader.skip(4 + 3); // verid, priority
    }
    if (reader.bits(4) == EXTENDED_PAR) {
      reader.skip(16);
    }
    if (reader.flag()) {
      reader.skip(2 + 1); // chroma_format, low_delay
      if (reader.flag()) {
        reader.skip(79); // vbv parameters with their markers
      }
    }
    if (reader.bits(2) != RECTANGULAR) {
      return Optional.empty();
    }
    reader.flag(); // marker
    int resolution = reader.bits(16);
    reader.flag(); // marker
    double frameRate = Double.NaN;
    if (reader.flag()) {
      int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(resolution - 1));
      int increment = reader.bits(resolution == 0 ? 1 : bits);
      frameRate = increment == 0 ? Double.NaN : (double) resolution / increment;
    }
    reader.flag(); // marker
    int width = reader.bits(13);
    reader.flag(); // marker
    int height = reader.bits(13);
    return reader.overrun() || width == 0 || height == 0 || resolution == 0
        ? Optional.empty()
        : Optional.of(new Mpeg4ObjectLayer(width, height, frameRate));
  }
}
