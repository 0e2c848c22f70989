package io.camvitals.simulator.media;

/** The NAL unit types of H.264 that a sender must know (ITU-T H.264, table 7-1). */
public final class NalUnitType {
  public static final int IDR_SLICE = 5;
  public static final int SEI = 6;
  public static final int SEQUENCE_PARAMETER_SET = 7;
  public static final int PICTURE_PARAMETER_SET = 8;

  private NalUnitType() {}

  /** Type of a NAL unit that has at least one byte. */
  public static int of(byte[] unit) {
    return unit[0] & 0x1f;
  }
}
