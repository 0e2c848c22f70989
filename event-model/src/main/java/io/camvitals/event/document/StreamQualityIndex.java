package io.camvitals.event.document;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The names of the Elasticsearch indices that hold stream-quality documents, one for each day. */
public final class StreamQualityIndex {
  /** What {@link StreamQualityField#EVENT_DATASET} holds. */
  public static final String DATASET = "camvitals.stream_quality";

  /** Matches every index of stream-quality documents. */
  public static final String PATTERN = "camvitals-stream-quality-*";

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'camvitals-stream-quality-'uuuu.MM.dd").withZone(ZoneOffset.UTC);

  private StreamQualityIndex() {}

  /**
   * The index of the windows that start on that day (UTC). It depends on the window alone, so that
   * a window that is written again meets its earlier document.
   */
  public static String of(Instant windowStart) {
    return NAME.format(windowStart);
  }
}
