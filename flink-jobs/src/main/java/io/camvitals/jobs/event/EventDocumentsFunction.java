package io.camvitals.jobs.event;

import com.google.protobuf.Message;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.DocumentIds;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordIntake;
import io.camvitals.jobs.record.RejectedRecordException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes a document of each event. It keeps nothing: an event that comes twice is written twice,
 * under one id.
 */
public final class EventDocumentsFunction<M extends Message>
    extends ProcessFunction<KafkaRecord, Document> {
  private static final long serialVersionUID = 1L;

  /** An event never changes. */
  private static final long VERSION = 1;

  private final EventKind<M> events;
  private transient RecordIntake intake;

  public EventDocumentsFunction(EventKind<M> events) {
    this.events = events;
  }

  @Override
  public void open(OpenContext context) {
    intake = new RecordIntake(getRuntimeContext().getMetricGroup(), events.kind().label());
  }

  @Override
  public void processElement(KafkaRecord record, Context context, Collector<Document> out) {
    intake.received();
    try {
      M event = events.read(record);
      events.check(event);
      out.collect(
          new Document(
              events.kind(),
              events.timeNs(event),
              DocumentIds.ofEvent(record.value),
              VERSION,
              events.document(event).json()));
      intake.taken(true);
    } catch (RejectedRecordException e) {
      context.output(RecordIntake.DEAD_LETTERS, intake.refuse(record, e));
    }
  }
}
