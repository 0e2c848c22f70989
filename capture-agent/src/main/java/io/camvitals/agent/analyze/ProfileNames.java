package io.camvitals.agent.analyze;

import io.camvitals.protocol.video.VideoParameters;
import java.util.Locale;

/** Codecs' profiles and levels as people name them. */
final class ProfileNames {
  private static final int NOT_TOLD = -1;

  private ProfileNames() {}

  /** Such as "High"; empty when the number has no usual name. */
  static String profile(String codec, int profile) {
    return switch (codec) {
      case "H264" -> // ITU-T H.264 annex A
          switch (profile) {
            case 66 -> "Baseline";
            case 77 -> "Main";
            case 88 -> "Extended";
            case 100 -> "High";
            case 110 -> "High 10";
            case 122 -> "High 4:2:2";
            case 244 -> "High 4:4:4 Predictive";
            default -> "";
          };
      case "H265" -> // ITU-T H.265 annex A
          switch (profile) {
            case 1 -> "Main";
            case 2 -> "Main 10";
            case 3 -> "Main Still Picture";
            case 4 -> "Format range extensions";
            default -> "";
          };
      case "AV1" ->
          switch (profile) {
            case 0 -> "Main";
            case 1 -> "High";
            case 2 -> "Professional";
            default -> "";
          };
      default -> "";
    };
  }

  /** Such as "4.1"; empty when it is not told, or the codec's number says no more than itself. */
  static String level(String codec, int level) {
    if (level == NOT_TOLD) {
      return "";
    }
    return switch (codec) {
      case "H264" -> String.format(Locale.ROOT, "%d.%d", level / 10, level % 10);
      case "H265" -> String.format(Locale.ROOT, "%d.%d", level / 30, level % 30 / 3);
      case "AV1" -> String.format(Locale.ROOT, "%d.%d", 2 + level / 4, level % 4);
      default -> "";
    };
  }

  /** Size, profile and level in words, such as "1920x1080, High 4.1". */
  static String of(String codec, VideoParameters parameters) {
    String size =
        parameters.width() == 0 || parameters.height() == 0
            ? "size not told"
            : parameters.width() + "x" + parameters.height();
    String rest =
        (profile(codec, parameters.profile()) + ' ' + level(codec, parameters.level())).strip();
    return rest.isEmpty() ? size : size + ", " + rest;
  }
}
