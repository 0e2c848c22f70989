package io.camvitals.jobs.health;

import static io.camvitals.event.document.CaptureHealthField.*;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.CaptureHealth;
import io.camvitals.jobs.document.CommonFields;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RejectedRecordException;
import io.camvitals.jobs.window.WindowKind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Heartbeats of agents' interfaces. */
public final class CaptureHealthWindows implements WindowKind<CaptureHealth> {
  private static final long serialVersionUID = 1L;

  @Override
  public DocumentKind kind() {
    return DocumentKind.CAPTURE_HEALTH;
  }

  @Override
  public CaptureHealth parse(byte[] value) throws InvalidProtocolBufferException {
    return CaptureHealth.parseFrom(value);
  }

  @Override
  public void check(KafkaRecord record, CaptureHealth event) throws RejectedRecordException {
    RecordChecks.vantagePoint(event.getVantagePoint());
    RecordChecks.moment(event.getTimeNs(), "time");
    RecordChecks.moment(event.getStartedNs(), "start");
    RecordChecks.key(record.key, StreamKeys.of(event.getVantagePoint()), "vantage point");
  }

  @Override
  public long startNs(CaptureHealth event) {
    return event.getTimeNs();
  }

  @Override
  public long endNs(CaptureHealth event) {
    return event.getTimeNs();
  }

  @Override
  public boolean isCumulative() {
    return true;
  }

  @Override
  public Optional<CaptureHealth> since(CaptureHealth previous, CaptureHealth event) {
    return CaptureDeltas.since(previous, event);
  }

  @Override
  public CaptureHealth merge(CaptureHealth sum, CaptureHealth event) {
    Map<String, Long> rejected = new TreeMap<>(sum.getPacketsRejectedMap());
    event.getPacketsRejectedMap().forEach((reason, n) -> rejected.merge(reason, n, Long::sum));
    return event.toBuilder()
        .setPacketsSeen(sum.getPacketsSeen() + event.getPacketsSeen())
        .setPacketsAccepted(sum.getPacketsAccepted() + event.getPacketsAccepted())
        .setKernelDropped(sum.getKernelDropped() + event.getKernelDropped())
        .setInterfaceDropped(sum.getInterfaceDropped() + event.getInterfaceDropped())
        .setQueueDropped(sum.getQueueDropped() + event.getQueueDropped())
        .setQueueRecords(Math.max(sum.getQueueRecords(), event.getQueueRecords()))
        .setQueueBytes(Math.max(sum.getQueueBytes(), event.getQueueBytes()))
        .setNotCapturing(sum.getNotCapturing() || event.getNotCapturing())
        .putAllPacketsRejected(rejected)
        .build();
  }

  @Override
  public DocumentBuilder document(CaptureHealth sum, long startNs, long lengthNs) {
    DocumentBuilder document = CommonFields.window(kind(), startNs, lengthNs);
    CommonFields.putObserver(document, sum.getVantagePoint());
    Map<String, Long> rejected = new TreeMap<>(sum.getPacketsRejectedMap());
    rejected.values().removeIf(count -> count == 0);
    return document
        .put(HEALTH_PACKETS_SEEN, sum.getPacketsSeen())
        .put(HEALTH_PACKETS_ACCEPTED, sum.getPacketsAccepted())
        .put(HEALTH_PACKETS_REJECTED, rejected.values().stream().mapToLong(Long::longValue).sum())
        .putIf(!rejected.isEmpty(), HEALTH_REJECTED, rejected)
        .put(HEALTH_KERNEL_DROPPED, sum.getKernelDropped())
        .put(HEALTH_INTERFACE_DROPPED, sum.getInterfaceDropped())
        .put(HEALTH_QUEUE_DROPPED, sum.getQueueDropped())
        .put(HEALTH_QUEUE_RECORDS_MAX, sum.getQueueRecords())
        .put(HEALTH_QUEUE_BYTES_MAX, sum.getQueueBytes())
        .put(HEALTH_ACTIVE_STREAMS, Integer.toUnsignedLong(sum.getActiveStreams()))
        .putIf(sum.hasClockOffsetNs(), HEALTH_CLOCK_OFFSET_MS, sum.getClockOffsetNs() / 1e6)
        .put(HEALTH_CAPTURING, !sum.getNotCapturing());
  }
}
