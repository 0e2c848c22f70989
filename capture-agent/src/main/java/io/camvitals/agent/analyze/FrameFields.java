package io.camvitals.agent.analyze;

import static io.camvitals.metrics.frame.FrameFigure.*;

import io.camvitals.agent.analyze.FrameReport.Audio;
import io.camvitals.agent.analyze.FrameReport.Video;
import io.camvitals.agent.analyze.StreamFields.Field;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.frame.FrameFigure;
import io.camvitals.metrics.frame.FrameType;
import io.camvitals.protocol.video.VideoParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The fields of a stream's frames in the reports for programs. */
final class FrameFields {
  private static final double NS_PER_MS = 1e6;

  private static final Field KIND =
      of("kind", report -> report instanceof Video ? "video" : "audio");
  private static final List<Field> VIDEO = video();
  private static final List<Field> AUDIO =
      List.of(
          KIND,
          audio(
              "frame_bytes_mean",
              it -> it.frames() == 0 ? null : it.bytes() / (double) it.frames()),
          audio(
              "media_duration_ms",
              it -> it.mediaDurationNs() < 0 ? null : it.mediaDurationNs() / NS_PER_MS),
          audio("unread_packets", Audio::unreadPackets));

  private FrameFields() {}

  /** Those of pictures, or those of sound. */
  static List<Field> of(FrameReport report) {
    return report instanceof Video ? VIDEO : AUDIO;
  }

  /** All of them, each once. */
  static List<Field> all() {
    List<Field> fields = new ArrayList<>(VIDEO);
    fields.addAll(AUDIO.subList(1, AUDIO.size()));
    return List.copyOf(fields);
  }

  private static List<Field> video() {
    List<Field> fields = new ArrayList<>();
    fields.add(KIND);
    for (FrameType type : FrameType.values()) {
      String name = name(type);
      fields.add(sum(name + "_frames", type.frames()));
      fields.add(sum(name + "_bytes", type.bytes()));
      fields.add(known(name + "_bytes_max", type.bytesMax()));
    }
    fields.add(sum("damaged", DAMAGED));
    fields.add(keyed("damaged_key_frames", DAMAGED_KEY_FRAMES));
    fields.add(keyed("spoilt", SPOILT));
    fields.add(keyed("unanchored", UNANCHORED));
    fields.add(video("damaged_or_spoilt_by_capture", Video::captureLoss));
    fields.add(sum("packets_missing", PACKETS_MISSING));
    fields.add(video("late_packets", Video::latePackets));
    fields.add(
        mean(
            "key_frame_interval_mean_ms",
            KEY_FRAME_INTERVAL_SUM_NS,
            KEY_FRAME_INTERVALS,
            NS_PER_MS));
    fields.add(milliseconds("key_frame_interval_min_ms", KEY_FRAME_INTERVAL_MIN_NS));
    fields.add(milliseconds("key_frame_interval_max_ms", KEY_FRAME_INTERVAL_MAX_NS));
    fields.add(mean("key_frame_distance_mean", KEY_FRAME_DISTANCE_SUM, KEY_FRAME_INTERVALS, 1));
    fields.add(known("key_frame_distance_max", KEY_FRAME_DISTANCE_MAX));
    fields.add(mean("key_frame_bytes_mean", KEY_FRAME_BYTES, KEY_FRAMES, 1));
    fields.add(known("key_frame_bytes_max", KEY_FRAME_BYTES_MAX));
    fields.add(mean("key_frame_packets_mean", KEY_FRAME_PACKETS, KEY_FRAMES, 1));
    fields.add(known("key_frame_packets_max", KEY_FRAME_PACKETS_MAX));
    fields.add(mean("key_frame_burst_mean_ms", KEY_FRAME_DURATION_SUM_NS, KEY_FRAMES, NS_PER_MS));
    fields.add(milliseconds("key_frame_burst_max_ms", KEY_FRAME_DURATION_MAX_NS));
    fields.add(format("width", (codec, it) -> it.width() == 0 ? null : (long) it.width()));
    fields.add(format("height", (codec, it) -> it.height() == 0 ? null : (long) it.height()));
    fields.add(format("profile", (codec, it) -> it.profile() < 0 ? null : (long) it.profile()));
    fields.add(
        format("profile_name", (codec, it) -> name(ProfileNames.profile(codec, it.profile()))));
    fields.add(format("level", (codec, it) -> it.level() < 0 ? null : (long) it.level()));
    fields.add(format("level_name", (codec, it) -> name(ProfileNames.level(codec, it.level()))));
    fields.add(format("announced_frame_rate", (codec, it) -> it.frameRate()));
    fields.add(
        format("jpeg_quality", (codec, it) -> it.quality() < 0 ? null : (long) it.quality()));
    fields.add(video("format_changes", it -> (long) it.formatChanges()));
    return List.copyOf(fields);
  }

  private static String name(FrameType type) {
    return type == FrameType.UNKNOWN ? "untyped" : type.name().toLowerCase(Locale.ROOT);
  }

  private static String name(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Field of(String name, Function<FrameReport, Object> value) {
    return new Field(
        name, stream -> stream.own().flatMap(StreamReport::frameDetails).map(value).orElse(null));
  }

  private static Field video(String name, Function<Video, Object> value) {
    return of(name, report -> report instanceof Video video ? value.apply(video) : null);
  }

  private static Field audio(String name, Function<Audio, Object> value) {
    return of(name, report -> report instanceof Audio audio ? value.apply(audio) : null);
  }

  private static Field sum(String name, FrameFigure figure) {
    return video(name, it -> it.figures().get(figure));
  }

  /** Known only where key frames are. */
  private static Field keyed(String name, FrameFigure figure) {
    return video(name, it -> it.keyFramesKnown() ? it.figures().get(figure) : null);
  }

  private static Field known(String name, FrameFigure figure) {
    return video(name, it -> orNull(it.figures().get(figure)));
  }

  private static Long orNull(long figure) {
    return figure == Figures.UNKNOWN ? null : figure;
  }

  private static Field milliseconds(String name, FrameFigure figure) {
    return video(
        name,
        it -> {
          long ns = it.figures().get(figure);
          return ns == Figures.UNKNOWN ? null : ns / NS_PER_MS;
        });
  }

  private static Field mean(String name, FrameFigure sum, FrameFigure count, double unit) {
    return video(
        name,
        it -> {
          long samples = it.figures().get(count);
          return samples == 0 ? null : it.figures().get(sum) / unit / samples;
        });
  }

  private static Field format(String name, BiFunction<String, VideoParameters, Object> value) {
    return new Field(
        name,
        stream ->
            stream
                .own()
                .flatMap(
                    own ->
                        own.frameDetails()
                            .filter(Video.class::isInstance)
                            .flatMap(report -> ((Video) report).format())
                            .map(format -> value.apply(own.codec(), format)))
                .orElse(null));
  }
}
