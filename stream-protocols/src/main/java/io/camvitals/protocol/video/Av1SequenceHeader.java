package io.camvitals.protocol.video;

import java.util.Optional;

/**
 * A sequence header (AV1 Bitstream and Decoding Process Specification, section 5.5) as far as the
 * picture's size.
 *
 * @param profile seq_profile: 0 Main, 1 High, 2 Professional
 * @param level seq_level_idx of the first operating point: 8 is 4.0
 * @param width of the largest frame, pixels
 * @param height of the largest frame, pixels
 * @param frameRate pictures per second when they are equally spaced; NaN when it is not told
 * @param reduced a still picture with a reduced header: its frames' headers say no type
 */
record Av1SequenceHeader(
    int profile, int level, int width, int height, double frameRate, boolean reduced) {
  private static final int LOWEST_LEVEL_WITH_TIER = 8;

  /** Reads the OBU's payload; empty when it is cut short. */
  static Optional<Av1SequenceHeader> parse(byte[] payload) {
    RbspReader reader = RbspReader.ofPlainBits(payload);
    int profile = reader.bits(3);
    reader.flag(); // still_picture
    boolean reduced = reader.flag();
    int level = 0;
    double frameRate = Double.NaN;
    if (reduced) {
      level = reader.bits(5);
    } else {
      boolean decoderModel = false;
      int delayLength = 0;
      if (reader.flag()) {
        long unitsInTick = reader.word();
        long timeScale = reader.word();
        if (reader.flag() && unitsInTick > 0) {
          frameRate = (double) timeScale / unitsInTick / (reader.unsigned() + 1);
        }
        decoderModel = reader.flag();
        if (decoderModel) {
          delayLength = reader.bits(5) + 1;
          reader.skip(32 + 5 + 5);
        }
      }
      boolean displayDelay = reader.flag();
      int points = reader.bits(5) + 1;
      for (int i = 0; i < points; i++) {
        reader.skip(12); // operating_point_idc
        int pointLevel = reader.bits(5);
        level = i == 0 ? pointLevel : level;
        if (pointLevel >= LOWEST_LEVEL_WITH_TIER) {
          reader.flag(); // seq_tier
        }
        if (decoderModel && reader.flag()) {
          reader.skip(2 * delayLength + 1);
        }
        if (displayDelay && reader.flag()) {
          reader.skip(4);
        }
      }
    }
    int widthBits = reader.bits(4) + 1;
    int heightBits = reader.bits(4) + 1;
    int width = reader.bits(widthBits) + 1;
    int height = reader.bits(heightBits) + 1;
    return reader.overrun()
        ? Optional.empty()
        : Optional.of(new Av1SequenceHeader(profile, level, width, height, frameRate, reduced));
  }
}
