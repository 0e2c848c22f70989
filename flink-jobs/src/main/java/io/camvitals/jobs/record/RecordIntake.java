package io.camvitals.jobs.record;

import io.camvitals.event.v1.DeadLetter;
import io.camvitals.jobs.deadletter.DeadLetters;
import io.camvitals.jobs.deadletter.RepeatedWarning;
import io.camvitals.jobs.kafka.KafkaRecord;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.OutputTag;
import org.slf4j.LoggerFactory;

/**
 * Counts what a stage took in, and makes dead letters of what it refused: {@code records.received =
 * accepted + duplicate + rejected (by reason)}. One for each task.
 */
public final class RecordIntake {
  /** The bytes of a {@code DeadLetter} for each record that was refused. */
  public static final OutputTag<byte[]> DEAD_LETTERS =
      new OutputTag<>("dead-letters", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final String stage;
  private final RepeatedWarning warning =
      new RepeatedWarning(LoggerFactory.getLogger(RecordIntake.class));
  private final Counter received;
  private final Counter accepted;
  private final Counter duplicate;
  private final Map<RejectedRecordException.Reason, Counter> rejected =
      new EnumMap<>(RejectedRecordException.Reason.class);

  /**
   * @param operator whose metrics the counters join
   * @param stage that dead letters name
   */
  public RecordIntake(MetricGroup operator, String stage) {
    this.stage = stage;
    MetricGroup records = operator.addGroup("records");
    received = records.counter("received");
    accepted = records.counter("accepted");
    duplicate = records.counter("duplicate");
    for (RejectedRecordException.Reason reason : RejectedRecordException.Reason.values()) {
      rejected.put(reason, records.addGroup("reason", reason.label()).counter("rejected"));
    }
  }

  public void received() {
    received.inc();
  }

  /** The record is taken, or it had come before. */
  public void taken(boolean isNew) {
    (isNew ? accepted : duplicate).inc();
  }

  /** The bytes of the dead letter of a record that is not taken. */
  public byte[] refuse(KafkaRecord record, RejectedRecordException refusal) {
    rejected.get(refusal.reason()).inc();
    DeadLetter letter =
        DeadLetters.ofRecord(
            stage,
            refusal.getMessage(),
            record.topic,
            record.partition,
            record.offset,
            record.key,
            record.value);
    warning.warn("A record goes to the dead letters: {}", record + ": " + letter.getReason());
    return letter.toByteArray();
  }
}
