package io.camvitals.jobs.change;

import static io.camvitals.event.document.StreamChangeField.*;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.jobs.document.CommonFields;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.document.StreamFields;
import io.camvitals.jobs.event.EventKind;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RejectedRecordException;

/** Times that a camera's channel goes on as another stream. */
public final class StreamChangeEvents implements EventKind<StreamChangeEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public DocumentKind kind() {
    return DocumentKind.STREAM_CHANGE;
  }

  @Override
  public StreamChangeEvent parse(byte[] value) throws InvalidProtocolBufferException {
    return StreamChangeEvent.parseFrom(value);
  }

  @Override
  public void check(StreamChangeEvent event) throws RejectedRecordException {
    RecordChecks.stream(event.getStream());
    RecordChecks.moment(event.getTimeNs(), "time");
  }

  @Override
  public long timeNs(StreamChangeEvent event) {
    return event.getTimeNs();
  }

  @Override
  public DocumentBuilder document(StreamChangeEvent event) {
    DocumentBuilder document =
        CommonFields.event(kind(), action(event.getKind()), event.getTimeNs());
    StreamFields.put(document, event.getStream());
    document
        .putIf(event.hasPrevious(), STREAM_CHANGE_PREVIOUS_ID, StreamKeys.of(event.getPrevious()))
        .putIf(
            event.hasPrevious(),
            STREAM_CHANGE_PREVIOUS_SSRC,
            StreamKeys.ssrc(event.getPrevious().getSsrc()))
        .putMs(STREAM_CHANGE_INTERRUPTION_MS, event.getInterruptionNs())
        .put(STREAM_CHANGE_COUNT, Integer.toUnsignedLong(event.getChanges()));
    return document;
  }

  private static String action(StreamChangeEvent.Kind kind) {
    return switch (kind) {
      case KIND_SSRC -> "ssrc";
      case KIND_ENDPOINTS -> "endpoints";
      case KIND_SESSION -> "session";
      case KIND_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }
}
