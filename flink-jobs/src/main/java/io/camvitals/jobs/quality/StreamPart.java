package io.camvitals.jobs.quality;

import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import java.nio.charset.StandardCharsets;

/** Something of which a stream's window documents are made; one of both is null. A Flink POJO. */
public final class StreamPart {
  /** The window's packets. */
  public StreamQualityResult result;

  /** A record of another topic of the stream. */
  public KafkaRecord record;

  /** For Flink. */
  public StreamPart() {}

  static StreamPart of(StreamQualityResult result) {
    StreamPart part = new StreamPart();
    part.result = result;
    return part;
  }

  static StreamPart of(KafkaRecord record) {
    StreamPart part = new StreamPart();
    part.record = record;
    return part;
  }

  /** The stream's key. */
  static String key(StreamPart part) {
    return part.result == null
        ? RecordChecks.key(part.record)
        : new String(part.result.key, StandardCharsets.UTF_8);
  }
}
