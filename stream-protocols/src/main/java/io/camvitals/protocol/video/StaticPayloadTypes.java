package io.camvitals.protocol.video;

/**
 * The payload types 0 to 34 that have one meaning for ever (RFC 3551 section 6, tables 4 and 5).
 * Others are bound by signalling alone.
 */
public final class StaticPayloadTypes {
  private static final Entry[] TABLE = new Entry[35];

  private record Entry(String encoding, int clockRate, int channels) {}

  static {
    audio(0, "PCMU", 8_000, 1);
    audio(3, "GSM", 8_000, 1);
    audio(4, "G723", 8_000, 1);
    audio(5, "DVI4", 8_000, 1);
    audio(6, "DVI4", 16_000, 1);
    audio(7, "LPC", 8_000, 1);
    audio(8, "PCMA", 8_000, 1);
    audio(9, "G722", 8_000, 1); // samples at 16 kHz, yet the clock is 8 kHz: RFC 3551 section 4.5.2
    audio(10, "L16", 44_100, 2);
    audio(11, "L16", 44_100, 1);
    audio(12, "QCELP", 8_000, 1);
    audio(13, "CN", 8_000, 1);
    audio(14, "MPA", 90_000, 1);
    audio(15, "G728", 8_000, 1);
    audio(16, "DVI4", 11_025, 1);
    audio(17, "DVI4", 22_050, 1);
    audio(18, "G729", 8_000, 1);
    video(25, "CelB");
    video(26, "JPEG");
    video(28, "nv");
    video(31, "H261");
    video(32, "MPV");
    video(33, "MP2T");
    video(34, "H263");
  }

  private StaticPayloadTypes() {}

  private static void audio(int payloadType, String encoding, int clockRate, int channels) {
    TABLE[payloadType] = new Entry(encoding, clockRate, channels);
  }

  private static void video(int payloadType, String encoding) {
    TABLE[payloadType] = new Entry(encoding, 90_000, 1);
  }

  /** Whether RFC 3551 gives this payload type a meaning. */
  public static boolean isAssigned(int payloadType) {
    return payloadType >= 0 && payloadType < TABLE.length && TABLE[payloadType] != null;
  }

  /** Encoding name such as JPEG; empty when not assigned. */
  public static String encoding(int payloadType) {
    return isAssigned(payloadType) ? TABLE[payloadType].encoding : "";
  }

  /** RTP timestamp units per second; 0 when not assigned. */
  public static int clockRate(int payloadType) {
    return isAssigned(payloadType) ? TABLE[payloadType].clockRate : 0;
  }

  /**
   * Audio channels, 1 for video (and for MPA, which says it in its own stream); 0 when unassigned.
   */
  public static int channels(int payloadType) {
    return isAssigned(payloadType) ? TABLE[payloadType].channels : 0;
  }
}
