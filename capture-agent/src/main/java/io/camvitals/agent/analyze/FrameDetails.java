package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.UNKNOWN;
import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;
import static io.camvitals.metrics.frame.FrameFigure.*;

import io.camvitals.agent.analyze.FrameReport.Audio;
import io.camvitals.agent.analyze.FrameReport.Video;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.frame.FrameFigure;
import io.camvitals.metrics.frame.FrameType;
import java.util.ArrayList;
import java.util.List;

/** What is known of a stream's frames, in lines for people. */
final class FrameDetails {
  /** A line and what it is of. */
  record Line(String name, String value) {}

  private FrameDetails() {}

  static List<Line> of(String codec, FrameReport report) {
    return report instanceof Video video ? video(codec, video) : audio((Audio) report);
  }

  private static List<Line> video(String codec, Video video) {
    Figures<FrameFigure> figures = video.figures();
    List<Line> lines = new ArrayList<>();
    video
        .format()
        .ifPresent(
            format ->
                lines.add(
                    new Line(
                        "picture",
                        ProfileNames.of(codec, format)
                            + (video.formatChanges() == 0
                                ? ""
                                : ", changed " + counted(video.formatChanges(), "time")))));
    List<String> sizes = new ArrayList<>();
    for (FrameType type : FrameType.values()) {
      long frames = figures.get(type.frames());
      if (frames > 0) {
        sizes.add(
            count(frames)
                + ' '
                + letter(type)
                + " of "
                + count(figures.get(type.bytes()) / frames)
                + " bytes (most "
                + count(figures.get(type.bytesMax()))
                + ")");
      }
    }
    lines.add(new Line("frame sizes", sizes.isEmpty() ? UNKNOWN : String.join(", ", sizes)));
    if (figures.get(KEY_FRAMES) > 0) {
      lines.add(new Line("key frames", keyFrames(figures)));
    }
    lines.add(new Line("damage", damage(video)));
    return lines;
  }

  private static String letter(FrameType type) {
    return switch (type) {
      case INTRA -> "I";
      case PREDICTED -> "P";
      case BIPREDICTED -> "B";
      case UNKNOWN -> "of unknown type";
    };
  }

  private static String keyFrames(Figures<FrameFigure> figures) {
    long keyFrames = figures.get(KEY_FRAMES);
    long intervals = figures.get(KEY_FRAME_INTERVALS);
    String interval =
        intervals == 0
            ? "interval unknown"
            : "each "
                + decimal(figures.get(KEY_FRAME_INTERVAL_SUM_NS) / 1e9 / intervals, 2)
                + " s or "
                + decimal(figures.get(KEY_FRAME_DISTANCE_SUM) / (double) intervals, 1)
                + " frames (longest "
                + decimal(figures.get(KEY_FRAME_INTERVAL_MAX_NS) / 1e9, 2)
                + " s)";
    return interval
        + "; bursts of "
        + count(figures.get(KEY_FRAME_BYTES) / keyFrames)
        + " bytes in "
        + count(figures.get(KEY_FRAME_PACKETS) / keyFrames)
        + " packets over "
        + ms(figures.get(KEY_FRAME_DURATION_SUM_NS) / keyFrames, 1)
        + " ms (most "
        + count(figures.get(KEY_FRAME_BYTES_MAX))
        + " bytes, "
        + ms(figures.get(KEY_FRAME_DURATION_MAX_NS), 1)
        + " ms)";
  }

  private static String damage(Video video) {
    Figures<FrameFigure> figures = video.figures();
    StringBuilder text =
        new StringBuilder(counted(figures.get(DAMAGED), "frame")).append(" damaged");
    if (video.keyFramesKnown()) {
      text.append(" (")
          .append(counted(figures.get(DAMAGED_KEY_FRAMES), "key frame"))
          .append("), ")
          .append(count(figures.get(SPOILT)))
          .append(" spoilt by these");
      if (figures.get(UNANCHORED) > 0) {
        text.append(", ").append(count(figures.get(UNANCHORED))).append(" before any key frame");
      }
    }
    if (video.captureLoss() > 0) {
      text.append("; ").append(count(video.captureLoss())).append(" by the capture's own loss");
    }
    return text.toString();
  }

  private static List<Line> audio(Audio audio) {
    String size =
        audio.frames() == 0
            ? UNKNOWN
            : decimal(audio.bytes() / (double) audio.frames(), 1) + " bytes a frame";
    String sound =
        audio.mediaDurationNs() < 0
            ? "length of the sound unknown"
            : decimal(audio.mediaDurationNs() / 1e9, 3) + " s of sound";
    String unread =
        audio.unreadPackets() == 0
            ? ""
            : ", " + counted(audio.unreadPackets(), "packet") + " could not be read";
    return List.of(new Line("sound", size + ", " + sound + unread));
  }
}
