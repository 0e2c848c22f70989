package io.camvitals.protocol.video;

import java.util.Optional;

/**
 * What a stream says of its pictures (ITU-T H.264 section 7.3.2.1.1), as far as the picture's size.
 *
 * @param profile profile_idc: 66 Baseline, 77 Main, 100 High ...
 * @param level level_idc: ten times the level, as 41 for 4.1
 * @param width of the shown picture in pixels, after cropping
 * @param height likewise
 * @param frameRate frames per second by the VUI's timing (section E.2.1), two fields a frame; NaN
 *     when it is not told
 */
public record H264SequenceParameterSet(
    int profile, int level, int width, int height, double frameRate) {
  private static final int NAL_UNIT_TYPE = 7;
  private static final int LARGEST_SIDE = 16_384;
  private static final int YUV_444 = 3;
  private static final int EXTENDED_ASPECT_RATIO = 255;

  /**
   * Reads a NAL unit without start code, such as one of the SDP's parameter sets.
   *
   * @return empty when it is no sequence parameter set, cut short, or tells an impossible size
   */
  public static Optional<H264SequenceParameterSet> parse(byte[] nalUnit) {
    if (nalUnit.length < 4 || H264PayloadFormat.type(nalUnit[0]) != NAL_UNIT_TYPE) {
      return Optional.empty();
    }
    RbspReader reader = new RbspReader(nalUnit, 1);
    int profile = reader.bits(8);
    reader.bits(8); // constraint flags
    int level = reader.bits(8);
    reader.unsigned(); // seq_parameter_set_id
    int chromaFormat = 1;
    boolean separatePlanes = false;
    if (hasChromaFormat(profile)) {
      chromaFormat = reader.unsigned();
      separatePlanes = chromaFormat == YUV_444 && reader.flag();
      reader.unsigned(); // bit_depth_luma_minus8
      reader.unsigned(); // bit_depth_chroma_minus8
      reader.flag(); // qpprime_y_zero_transform_bypass_flag
      if (reader.flag()) {
        skipScalingLists(reader, chromaFormat == YUV_444 ? 12 : 8);
      }
    }
    skipOrder(reader);
    reader.unsigned(); // max_num_ref_frames
    reader.flag(); // gaps_in_frame_num_value_allowed_flag
    long widthInBlocks = reader.unsigned() + 1L;
    long heightInUnits = reader.unsigned() + 1L;
    int unit = reader.flag() ? 1 : 2; // frame_mbs_only_flag: else a unit is a field's
    if (unit == 2) {
      reader.flag(); // mb_adaptive_frame_field_flag
    }
    reader.flag(); // direct_8x8_inference_flag
    long width = 16 * widthInBlocks;
    long height = 16 * heightInUnits * unit;
    if (reader.flag()) {
      // Units of cropping: table 6-1 and equations 7-19 to 7-22.
      int chroma = separatePlanes ? 0 : chromaFormat;
      int horizontal = chroma == 1 || chroma == 2 ? 2 : 1;
      int vertical = (chroma == 1 ? 2 : 1) * unit;
      width -= horizontal * ((long) reader.unsigned() + reader.unsigned());
      height -= vertical * ((long) reader.unsigned() + reader.unsigned());
    }
    double frameRate = reader.flag() ? frameRate(reader) : Double.NaN;
    boolean possible =
        chromaFormat <= YUV_444
            && width > 0
            && width <= LARGEST_SIDE
            && height > 0
            && height <= LARGEST_SIDE;
    return reader.overrun() || !possible
        ? Optional.empty()
        : Optional.of(
            new H264SequenceParameterSet(profile, level, (int) width, (int) height, frameRate));
  }

  /** Of the VUI, up to its timing (section E.1.1). */
  private static double frameRate(RbspReader reader) {
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
      reader.unsigned(); // chroma_sample_loc_type_top_field
      reader.unsigned();
    }
    if (!reader.flag()) {
      return Double.NaN;
    }
    long unitsInTick = reader.word();
    long timeScale = reader.word();
    return unitsInTick == 0 || timeScale == 0 ? Double.NaN : timeScale / (2.0 * unitsInTick);
  }

  private static boolean hasChromaFormat(int profile) {
    return switch (profile) {
      case 44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244 -> true;
      default -> false;
    };
  }

  private static void skipScalingLists(RbspReader reader, int lists) {
    for (int list = 0; list < lists; list++) {
      if (!reader.flag()) {
        continue;
      }
      int next = 8;
      int last = 8;
      for (int i = 0; i < (list < 6 ? 16 : 64) && next != 0; i++) {
        next = last + reader.signed() & 0xff;
        last = next == 0 ? last : next;
      }
    }
  }

  /** log2_max_frame_num and the fields of the picture order count. */
  private static void skipOrder(RbspReader reader) {
    reader.unsigned();
    int orderType = reader.unsigned();
    if (orderType == 0) {
      reader.unsigned();
    } else if (orderType == 1) {
      reader.flag();
      reader.signed();
      reader.signed();
      int cycle = reader.unsigned();
      for (int i = 0; i < cycle && !reader.overrun(); i++) {
        reader.signed();
      }
    }
  }
}
