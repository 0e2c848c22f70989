package io.camvitals.jobs.tcp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RejectedRecordException;
import io.camvitals.jobs.window.WindowKind;

/** Seconds of TCP connections. */
public final class TcpWindows implements WindowKind<TcpEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public DocumentKind kind() {
    return DocumentKind.TCP_CONNECTION;
  }

  @Override
  public TcpEvent parse(byte[] value) throws InvalidProtocolBufferException {
    return TcpEvent.parseFrom(value);
  }

  @Override
  public void check(KafkaRecord record, TcpEvent event) throws RejectedRecordException {
    RecordChecks.vantagePoint(event.getVantagePoint());
    RecordChecks.endpoint(event.getClient(), "client");
    RecordChecks.endpoint(event.getServer(), "server");
    RecordChecks.window(event.getWindowStartNs(), event.getWindowNs());
    RecordChecks.key(record.key, StreamKeys.of(event), "connection");
  }

  @Override
  public long startNs(TcpEvent event) {
    return event.getWindowStartNs();
  }

  @Override
  public long endNs(TcpEvent event) {
    return event.getWindowStartNs() + event.getWindowNs();
  }

  @Override
  public TcpEvent merge(TcpEvent sum, TcpEvent event) {
    // What is known of the connection as a whole is known best in its last second.
    TcpEvent.Builder merged =
        (event.getWindowStartNs() >= sum.getWindowStartNs() ? event : sum).toBuilder();
    TcpEvent other = event.getWindowStartNs() >= sum.getWindowStartNs() ? sum : event;
    merged
        .setWindowStartNs(Math.min(sum.getWindowStartNs(), event.getWindowStartNs()))
        .setWindowNs(sum.getWindowNs() + event.getWindowNs())
        .setFromClient(TcpDirections.merge(sum.getFromClient(), event.getFromClient()))
        .setFromServer(TcpDirections.merge(sum.getFromServer(), event.getFromServer()));
    if (!merged.hasServerHandshakeNs() && other.hasServerHandshakeNs()) {
      merged.setServerHandshakeNs(other.getServerHandshakeNs());
    }
    if (!merged.hasClientHandshakeNs() && other.hasClientHandshakeNs()) {
      merged.setClientHandshakeNs(other.getClientHandshakeNs());
    }
    return merged.build();
  }

  @Override
  public boolean isLast(TcpEvent event) {
    return !event.getEnd().isEmpty();
  }

  @Override
  public DocumentBuilder document(TcpEvent sum, long startNs, long lengthNs) {
    return TcpFields.document(sum, startNs, lengthNs);
  }
}
