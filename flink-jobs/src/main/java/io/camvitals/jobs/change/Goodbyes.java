package io.camvitals.jobs.change;

import static io.camvitals.event.document.CommonField.EVENT_REASON;

import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.jobs.document.CommonFields;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.document.DocumentIds;
import io.camvitals.jobs.document.StreamFields;

/** A sender said that its stream is over (RFC 3550 section 6.6); often after its last window. */
public final class Goodbyes {
  private Goodbyes() {}

  /**
   * @param record the event's bytes
   */
  public static Document document(RtcpEvent event, byte[] record) {
    DocumentBuilder document =
        CommonFields.event(DocumentKind.STREAM_CHANGE, "goodbye", event.getArrivalNs());
    StreamFields.put(document, event.getStream());
    document.putText(EVENT_REASON, event.getByeReason());
    return new Document(
        DocumentKind.STREAM_CHANGE,
        event.getArrivalNs(),
        DocumentIds.ofEvent(record),
        1,
        document.json());
  }
}
