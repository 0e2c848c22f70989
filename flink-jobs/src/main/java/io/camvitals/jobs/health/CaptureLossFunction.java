package io.camvitals.jobs.health;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.CaptureHealth;
import io.camvitals.jobs.kafka.KafkaRecord;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells from an interface's heartbeats when it may have missed packets of any of its streams: the
 * kernel or the interface dropped some, or it was down.
 *
 * <p>What the sockets of the agent's own RTSP sessions drop, and what the agent lets go because
 * Kafka is away, is charged to its stream in that stream's batches; it does not touch the others.
 */
public final class CaptureLossFunction
    extends KeyedProcessFunction<String, KafkaRecord, CaptureLoss> {
  private static final long serialVersionUID = 1L;

  /** The interface of the agent's own sessions. */
  static final String OWN_SESSIONS = "rtsp";

  /** Drops are read each second, the heartbeat is sent each second: what it tells may be so old. */
  static final long READING_NS = 1_000_000_000L;

  private static final Duration FORGET = Duration.ofHours(24);

  private transient ValueState<byte[]> previous;

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<byte[]> descriptor =
        new ValueStateDescriptor<>(
            "previous", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    descriptor.enableTimeToLive(StateTtlConfig.newBuilder(FORGET).build());
    previous = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(KafkaRecord record, Context context, Collector<CaptureLoss> out)
      throws Exception {
    CaptureHealth now = parse(record.value);
    if (now == null || !StreamKeys.of(now.getVantagePoint()).equals(context.getCurrentKey())) {
      return; // a dead letter of the health windows
    }
    byte[] before = previous.value();
    CaptureHealth last = before == null ? null : CaptureHealth.parseFrom(before);
    boolean sameRun = last != null && last.getStartedNs() == now.getStartedNs();
    if (sameRun && now.getTimeNs() <= last.getTimeNs()) {
      return;
    }
    previous.update(record.value);
    Optional<CaptureHealth> news = CaptureDeltas.since(last, now);
    boolean own = now.getVantagePoint().getInterface().equals(OWN_SESSIONS);
    long kernelDropped = own || news.isEmpty() ? 0 : news.get().getKernelDropped();
    long deviceDropped = own || news.isEmpty() ? 0 : news.get().getInterfaceDropped();
    if (kernelDropped == 0 && deviceDropped == 0 && !now.getNotCapturing()) {
      return;
    }
    long sinceNs = sameRun ? last.getTimeNs() : now.getStartedNs();
    long fromNs = now.getNotCapturing() ? sinceNs : sinceNs - READING_NS;
    out.collect(
        new CaptureLoss(
            context.getCurrentKey(),
            Math.max(0, fromNs),
            now.getTimeNs(),
            kernelDropped,
            deviceDropped,
            now.getNotCapturing()));
  }

  private static CaptureHealth parse(byte[] value) {
    try {
      return value == null ? null : CaptureHealth.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      return null;
    }
  }
}
