package io.camvitals.jobs.wireless;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.WirelessEvent;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RejectedRecordException;
import io.camvitals.jobs.window.WindowKind;

/** Seconds of the stations of wireless networks. */
public final class WirelessWindows implements WindowKind<WirelessEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public DocumentKind kind() {
    return DocumentKind.WIRELESS;
  }

  @Override
  public WirelessEvent parse(byte[] value) throws InvalidProtocolBufferException {
    return WirelessEvent.parseFrom(value);
  }

  @Override
  public void check(KafkaRecord record, WirelessEvent event) throws RejectedRecordException {
    RecordChecks.vantagePoint(event.getVantagePoint());
    RecordChecks.window(event.getWindowStartNs(), event.getWindowNs());
    RecordChecks.key(record.key, StreamKeys.of(event), "station");
  }

  @Override
  public long startNs(WirelessEvent event) {
    return event.getWindowStartNs();
  }

  @Override
  public long endNs(WirelessEvent event) {
    return event.getWindowStartNs() + event.getWindowNs();
  }

  @Override
  public WirelessEvent merge(WirelessEvent sum, WirelessEvent event) {
    return WirelessSums.merge(sum, event);
  }

  @Override
  public DocumentBuilder document(WirelessEvent sum, long startNs, long lengthNs) {
    return WirelessFields.document(sum, startNs, lengthNs);
  }
}
