package io.camvitals.protocol.mpegts;

import java.util.Locale;

/**
 * One stream within a program (ISO/IEC 13818-1 section 2.4.4.9).
 *
 * @param streamType 0 to 255, table 2-34 and its amendments
 * @param pid 0 to 8,191
 */
public record ElementaryStream(int streamType, int pid) {
  /** What a stream carries, as far as its type tells. */
  public enum Media {
    VIDEO,
    AUDIO,
    /** Private data, subtitles, metadata: packets may be seconds apart by nature. */
    OTHER;

    /** {@code video}, {@code audio} or {@code other}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Media media() {
    return switch (streamType) {
      case 0x01, 0x02, 0x10, 0x1b, 0x1e, 0x20, 0x21, 0x24, 0x33, 0x42, 0xea -> Media.VIDEO;
      case 0x03, 0x04, 0x0f, 0x11, 0x1c, 0x81, 0x87, 0x90, 0x91, 0x92, 0x93 -> Media.AUDIO;
      default -> Media.OTHER;
    };
  }

  /** The encoding's name as RTP has it; empty when the type does not tell. */
  public String codec() {
    return switch (streamType) {
      case 0x01, 0x02 -> "MPV";
      case 0x03, 0x04 -> "MPA";
      case 0x0f -> "MPEG4-GENERIC";
      case 0x10 -> "MP4V-ES";
      case 0x11 -> "MP4A-LATM";
      case 0x1b -> "H264";
      case 0x21 -> "JPEG2000";
      case 0x24 -> "H265";
      case 0x33 -> "H266";
      case 0x81 -> "AC3";
      case 0x90 -> "PCMA"; // cameras' private use: G.711 A-law
      case 0x91 -> "PCMU";
      default -> "";
    };
  }
}
