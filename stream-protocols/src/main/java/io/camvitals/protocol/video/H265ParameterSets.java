package io.camvitals.protocol.video;

import java.util.Optional;

/**
 * What H.265's parameter sets tell of the pictures (ITU-T H.265 section 7.3.2), as far as it is
 * needed here.
 */
final class H265ParameterSets {
  static final int VIDEO_PARAMETER_SET = 32;
  static final int SEQUENCE_PARAMETER_SET = 33;
  static final int PICTURE_PARAMETER_SET = 34;

  private static final int LARGEST_SIDE = 16_384;
  private static final int YUV_444 = 3;
  private static final int LAYER_BITS = 3;
  private static final int PROFILE_BITS = 88;
  private static final int MOST_LAYER_SETS = 1_024;

  /**
   * A sequence parameter set.
   *
   * @param profile general_profile_idc: 1 Main, 2 Main 10 ...
   * @param level general_level_idc: thirty times the level
   * @param width within the conformance window, pixels
   * @param height likewise
   * @param frameRate pictures per second by the usability information; NaN when it is not told
   */
  record Sequence(int profile, int level, int width, int height, double frameRate) {}

  /**
   * A picture parameter set, as far as the place of a slice's type needs it.
   *
   * @param id 0 to 63
   * @param extraSliceHeaderBits 0 to 7
   */
  record PictureSet(int id, int extraSliceHeaderBits) {}

  private H265ParameterSets() {}

  /** A NAL unit without start code; empty when it is cut short or tells an impossible size. */
  static Optional<Sequence> sequence(byte[] nalUnit) {
    RbspReader reader = new RbspReader(nalUnit, H265PayloadFormat.HEADER_LENGTH);
    reader.skip(4); // sps_video_parameter_set_id
    int subLayers = reader.bits(LAYER_BITS);
    reader.flag(); // sps_temporal_id_nesting_flag
    int profile = reader.bits(8) & 0x1f;
    reader.skip(PROFILE_BITS - 8);
    int level = reader.bits(8);
    skipSubLayers(reader, subLayers);
    reader.unsigned(); // sps_seq_parameter_set_id
    int chromaFormat = reader.unsigned();
    boolean separatePlanes = chromaFormat == YUV_444 && reader.flag();
    long width = reader.unsigned();
    long height = reader.unsigned();
    if (reader.flag()) {
      int chroma = separatePlanes ? 0 : chromaFormat;
      int horizontal = chroma == 1 || chroma == 2 ? 2 : 1;
      int vertical = chroma == 1 ? 2 : 1;
      width -= horizontal * ((long) reader.unsigned() + reader.unsigned());
      height -= vertical * ((long) reader.unsigned() + reader.unsigned());
    }
    boolean possible =
        chromaFormat <= YUV_444
            && width > 0
            && width <= LARGEST_SIDE
            && height > 0
            && height <= LARGEST_SIDE;
    if (reader.overrun() || !possible) {
      return Optional.empty();
    }
    double frameRate = H265VideoUsability.frameRate(reader, subLayers);
    return Optional.of(new Sequence(profile, level, (int) width, (int) height, frameRate));
  }

  /** Section 7.3.3, behind the general profile and level. */
  private static void skipSubLayers(RbspReader reader, int subLayers) {
    boolean[] profilePresent = new boolean[subLayers];
    boolean[] levelPresent = new boolean[subLayers];
    for (int i = 0; i < subLayers; i++) {
      profilePresent[i] = reader.flag();
      levelPresent[i] = reader.flag();
    }
    if (subLayers > 0) {
      reader.skip(2 * (8 - subLayers));
    }
    for (int i = 0; i < subLayers; i++) {
      reader.skip((profilePresent[i] ? PROFILE_BITS : 0) + (levelPresent[i] ? 8 : 0));
    }
  }

  static Optional<PictureSet> picture(byte[] nalUnit) {
    RbspReader reader = new RbspReader(nalUnit, H265PayloadFormat.HEADER_LENGTH);
    int id = reader.unsigned();
    reader.unsigned(); // pps_seq_parameter_set_id
    reader.flag(); // dependent_slice_segments_enabled_flag
    reader.flag(); // output_flag_present_flag
    int extraBits = reader.bits(3);
    return reader.overrun() || id > 63
        ? Optional.empty()
        : Optional.of(new PictureSet(id, extraBits));
  }

  /** Pictures per second by the video parameter set's timing; NaN when it does not tell. */
  static double frameRate(byte[] nalUnit) {
    RbspReader reader = new RbspReader(nalUnit, H265PayloadFormat.HEADER_LENGTH);
    reader.skip(4 + 2 + 6); // id, base layer, layers
    int subLayers = reader.bits(LAYER_BITS);
    reader.skip(1 + 16); // temporal id nesting, reserved
    reader.skip(PROFILE_BITS + 8);
    skipSubLayers(reader, subLayers);
    boolean each = reader.flag();
    for (int i = each ? 0 : subLayers; i <= subLayers; i++) {
      reader.unsigned();
      reader.unsigned();
      reader.unsigned();
    }
    int highestLayer = reader.bits(6);
    int layerSets = reader.unsigned();
    if (layerSets >= MOST_LAYER_SETS) {
      return Double.NaN;
    }
    for (int i = 1; i <= layerSets; i++) {
      reader.skip(highestLayer + 1);
    }
    if (!reader.flag()) {
      return Double.NaN;
    }
    long unitsInTick = reader.word();
    long timeScale = reader.word();
    return reader.overrun() || unitsInTick == 0 || timeScale == 0
        ? Double.NaN
        : (double) timeScale / unitsInTick;
  }
}
