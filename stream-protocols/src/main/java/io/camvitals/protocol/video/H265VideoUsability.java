package io.camvitals.protocol.video;

/**
 * The rest of an H.265 sequence parameter set (ITU-T H.265 section 7.3.2.2.1), behind its
 * conformance window, read for nothing but the timing in its video usability information.
 */
final class H265VideoUsability {
  private static final int MOST_REFERENCE_SETS = 64;
  private static final int MOST_REFERENCES = 16;
  private static final int MOST_LONG_TERM = 32;
  private static final int EXTENDED_ASPECT_RATIO = 255;

  private H265VideoUsability() {}

  /** Pictures per second; NaN when it is not told, or what is before it cannot be. */
  static double frameRate(RbspReader reader, int subLayers) {
    reader.unsigned(); // bit_depth_luma_minus8
    reader.unsigned();
    int orderBits = reader.unsigned() + 4;
    boolean each = reader.flag();
    for (int i = each ? 0 : subLayers; i <= subLayers; i++) {
      reader.unsigned();
      reader.unsigned();
      reader.unsigned();
    }
    for (int i = 0; i < 6; i++) {
      reader.unsigned(); // block sizes and depths
    }
    boolean scalingLists = reader.flag();
    if (scalingLists && reader.flag()) {
      skipScalingLists(reader);
    }
    reader.skip(2); // amp_enabled_flag, sample_adaptive_offset_enabled_flag
    if (reader.flag()) {
      reader.skip(8); // pcm bit depths
      reader.unsigned();
      reader.unsigned();
      reader.flag();
    }
    if (!skipReferenceSets(reader)) {
      return Double.NaN;
    }
    if (reader.flag()) {
      int pictures = reader.unsigned();
      if (pictures > MOST_LONG_TERM) {
        return Double.NaN;
      }
      reader.skip(pictures * (orderBits + 1));
    }
    reader.skip(2); // temporal_mvp, strong_intra_smoothing
    return reader.flag() ? timing(reader) : Double.NaN;
  }

  /** Section 7.3.4. */
  private static void skipScalingLists(RbspReader reader) {
    for (int size = 0; size < 4; size++) {
      for (int matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1) {
        if (!reader.flag()) {
          reader.unsigned(); // scaling_list_pred_matrix_id_delta
          continue;
        }
        if (size > 1) {
          reader.signed(); // scaling_list_dc_coef_minus8
        }
        for (int i = 0; i < Math.min(64, 1 << 4 + 2 * size); i++) {
          reader.signed();
        }
      }
    }
  }

  /** Section 7.3.7; false when there are more than there can be. */
  private static boolean skipReferenceSets(RbspReader reader) {
    int sets = reader.unsigned();
    if (sets > MOST_REFERENCE_SETS) {
      return false;
    }
    int references = 0;
    for (int i = 0; i < sets; i++) {
      if (i > 0 && reader.flag()) {
        reader.flag(); // delta_rps_sign
        reader.unsigned(); // abs_delta_rps_minus1
        int kept = 0;
        for (int j = 0; j <= references; j++) {
          boolean used = reader.flag();
          kept += used || reader.flag() ? 1 : 0;
        }
        references = kept;
      } else {
        references = reader.unsigned() + reader.unsigned();
        if (references > MOST_REFERENCES) {
          return false;
        }
        for (int j = 0; j < references; j++) {
          reader.unsigned();
          reader.flag();
        }
      }
    }
    return true;
  }

  /** Section E.2.1. */
  private static double timing(RbspReader reader) {
    if (reader.flag() && reader.bits(8) == EXTENDED_ASPECT_RATIO) {
      reader.skip(32);
    }
    if (reader.flag()) {
      reader.flag(); // overscan_appropriate_flag
    }
    if (reader.flag()) {
      reader.skip(4); // video_format, video_full_range_flag
      if (reader.flag()) {
        reader.skip(24); // colour description
      }
    }
    if (reader.flag()) {
      reader.unsigned(); // chroma sample location
      reader.unsigned();
    }
    reader.skip(3); // neutral chroma, field sequence, frame and field info
    if (reader.flag()) {
      for (int i = 0; i < 4; i++) {
        reader.unsigned(); // default display window
      }
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
