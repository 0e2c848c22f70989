package io.camvitals.jobs.frame;

import static io.camvitals.event.document.StreamQualityField.*;
import static io.camvitals.metrics.frame.FrameFigure.*;

import io.camvitals.event.document.DocumentField;
import io.camvitals.event.v1.VideoFormat;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.frame.FrameFigure;

/** Writes what the frames of a window amount to. */
public final class FrameFields {
  private FrameFields() {}

  public static void put(DocumentBuilder document, FrameWindow window) {
    Figures<FrameFigure> figures = window.figures();
    document
        .put(VIDEO_ASSEMBLED_FRAMES, window.events())
        .putIf(window.eventsMissing() > 0, VIDEO_FRAME_EVENTS_MISSING, window.eventsMissing())
        .put(VIDEO_INTRA_FRAMES, figures.get(INTRA_FRAMES))
        .put(VIDEO_PREDICTED_FRAMES, figures.get(PREDICTED_FRAMES))
        .put(VIDEO_BIPREDICTED_FRAMES, figures.get(BIPREDICTED_FRAMES))
        .put(VIDEO_UNTYPED_FRAMES, figures.get(UNTYPED_FRAMES))
        .put(VIDEO_DAMAGED_FRAMES, figures.get(DAMAGED))
        .put(VIDEO_DAMAGED_KEY_FRAMES, figures.get(DAMAGED_KEY_FRAMES))
        .put(VIDEO_SPOILT_FRAMES, figures.get(SPOILT))
        .put(VIDEO_UNANCHORED_FRAMES, figures.get(UNANCHORED))
        .put(VIDEO_CAPTURE_DAMAGED_FRAMES, window.byCapture())
        .put(VIDEO_PACKETS_MISSING, figures.get(PACKETS_MISSING));
    putBytes(document, figures, INTRA_FRAMES, INTRA_BYTES, VIDEO_INTRA_BYTES_MEAN);
    putBytes(document, figures, PREDICTED_FRAMES, PREDICTED_BYTES, VIDEO_PREDICTED_BYTES_MEAN);
    putBytes(
        document, figures, BIPREDICTED_FRAMES, BIPREDICTED_BYTES, VIDEO_BIPREDICTED_BYTES_MEAN);
    putBytes(document, figures, UNTYPED_FRAMES, UNTYPED_BYTES, VIDEO_UNTYPED_BYTES_MEAN);
    putKnown(document, VIDEO_INTRA_BYTES_MAX, figures.get(INTRA_BYTES_MAX));
    putKnown(document, VIDEO_PREDICTED_BYTES_MAX, figures.get(PREDICTED_BYTES_MAX));
    putKnown(document, VIDEO_BIPREDICTED_BYTES_MAX, figures.get(BIPREDICTED_BYTES_MAX));
    putKnown(document, VIDEO_UNTYPED_BYTES_MAX, figures.get(UNTYPED_BYTES_MAX));
    putKeyFrames(document, figures);
    putFormat(document, window.format());
  }

  private static void putBytes(
      DocumentBuilder document,
      Figures<FrameFigure> figures,
      FrameFigure count,
      FrameFigure bytes,
      DocumentField mean) {
    putKnown(document, mean, FrameFigure.mean(figures, bytes, count));
  }

  private static void putKeyFrames(DocumentBuilder document, Figures<FrameFigure> figures) {
    putKnown(document, VIDEO_KEY_FRAME_BYTES_MAX, figures.get(KEY_FRAME_BYTES_MAX));
    putKnown(document, VIDEO_KEY_FRAME_PACKETS_MAX, figures.get(KEY_FRAME_PACKETS_MAX));
    putKnown(document, VIDEO_KEY_FRAME_DISTANCE_MAX, figures.get(KEY_FRAME_DISTANCE_MAX));
    document
        .putMs(VIDEO_KEY_FRAME_BURST_MAX_MS, figures.get(KEY_FRAME_DURATION_MAX_NS))
        .putMs(VIDEO_KEY_FRAME_INTERVAL_MIN_MS, figures.get(KEY_FRAME_INTERVAL_MIN_NS))
        .putMs(
            VIDEO_KEY_FRAME_INTERVAL_MEAN_MS,
            FrameFigure.mean(figures, KEY_FRAME_INTERVAL_SUM_NS, KEY_FRAME_INTERVALS))
        .putMs(VIDEO_KEY_FRAME_INTERVAL_MAX_MS, figures.get(KEY_FRAME_INTERVAL_MAX_NS));
  }

  private static void putFormat(DocumentBuilder document, VideoFormat format) {
    document
        .putIf(format.getWidth() != 0, VIDEO_WIDTH, Integer.toUnsignedLong(format.getWidth()))
        .putIf(format.getHeight() != 0, VIDEO_HEIGHT, Integer.toUnsignedLong(format.getHeight()))
        .putIf(format.hasProfile(), VIDEO_PROFILE, Integer.toUnsignedLong(format.getProfile()))
        .putIf(format.hasLevel(), VIDEO_LEVEL, Integer.toUnsignedLong(format.getLevel()))
        .putIf(
            format.hasFrameRate() && Double.isFinite(format.getFrameRate()),
            VIDEO_ANNOUNCED_FRAME_RATE,
            format.getFrameRate());
  }

  private static void putKnown(DocumentBuilder document, DocumentField field, long value) {
    document.putIf(value >= 0, field, value);
  }
}
