package io.camvitals.jobs.transportstream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.TransportStreamEvent;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RejectedRecordException;
import io.camvitals.jobs.window.WindowKind;

/** Seconds of MPEG transport streams. */
public final class TransportStreamWindows implements WindowKind<TransportStreamEvent> {
  private static final long serialVersionUID = 1L;
  private static final long SECOND_NS = 1_000_000_000L;

  @Override
  public DocumentKind kind() {
    return DocumentKind.TRANSPORT_STREAM;
  }

  @Override
  public TransportStreamEvent parse(byte[] value) throws InvalidProtocolBufferException {
    return TransportStreamEvent.parseFrom(value);
  }

  @Override
  public void check(KafkaRecord record, TransportStreamEvent event) throws RejectedRecordException {
    RecordChecks.keyedStream(record, event.getStream());
    RecordChecks.moment(event.getSecondStartNs(), "start");
  }

  @Override
  public long startNs(TransportStreamEvent event) {
    return event.getSecondStartNs();
  }

  @Override
  public long endNs(TransportStreamEvent event) {
    return event.getSecondStartNs() + SECOND_NS;
  }

  @Override
  public TransportStreamEvent merge(TransportStreamEvent sum, TransportStreamEvent event) {
    return TransportStreamSums.merge(sum, event);
  }

  @Override
  public DocumentBuilder document(TransportStreamEvent sum, long startNs, long lengthNs) {
    return TransportStreamFields.document(sum, startNs, lengthNs);
  }
}
