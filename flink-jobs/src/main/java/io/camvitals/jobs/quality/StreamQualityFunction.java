package io.camvitals.jobs.quality;

import io.camvitals.event.PacketBatchColumns;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordIntake;
import io.camvitals.jobs.record.RejectedRecordException;
import io.camvitals.metrics.StreamMeter;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Measures each stream on its own clock, the arrival of its packets. A window is given out when its
 * stream has moved past it, or has been silent for {@link #SILENCE_MS}; and again, with a higher
 * revision, when it changes afterwards. No other stream takes part in that.
 *
 * <p>What came in is what was taken, what had come before and what was refused: {@code
 * records.received = accepted + duplicate + rejected (by reason)}.
 */
public final class StreamQualityFunction
    extends KeyedProcessFunction<String, KafkaRecord, StreamQualityResult> {
  private static final long serialVersionUID = 1L;

  /** A stream without a record for so long is silent: its open windows are given out. */
  public static final long SILENCE_MS = 1_500;

  /** A stream without a record for so long is forgotten. */
  public static final long FORGET_MS = 600_000;

  /** Length of the windows that go to Elasticsearch, nanoseconds. */
  public static final long DOCUMENT_NS = 10_000_000_000L;

  /** The windows of {@link #DOCUMENT_NS}; those of one second are the main output. */
  public static final OutputTag<StreamQualityResult> DOCUMENTS =
      new OutputTag<>("documents", TypeInformation.of(StreamQualityResult.class));

  static final String STAGE = "stream-quality";
  private static final long NS_PER_MS = 1_000_000L;

  private transient ValueState<StreamState> streams;
  private transient PacketBatchReader reader;
  private transient RecordIntake intake;
  private transient Counter packets;

  @Override
  public void open(OpenContext context) {
    streams =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("stream", StreamStateSerializer.INSTANCE));
    reader = new PacketBatchReader();
    intake = new RecordIntake(getRuntimeContext().getMetricGroup(), STAGE);
    packets = getRuntimeContext().getMetricGroup().addGroup("packets").counter("accepted");
  }

  @Override
  public void processElement(
      KafkaRecord record, Context context, Collector<StreamQualityResult> out) throws Exception {
    intake.received();
    try {
      PacketBatchColumns columns = reader.read(record);
      StreamState state = state(record, columns, context);
      boolean isNew =
          StreamMeasurement.take(
              state,
              columns,
              changed -> emit(changed, changed.meter.highestArrivalNs(), context, out));
      intake.taken(isNew);
      if (isNew) {
        packets.inc(columns.rows());
      }
      listen(state, context);
      streams.update(state);
    } catch (RejectedRecordException e) {
      context.output(RecordIntake.DEAD_LETTERS, intake.refuse(record, e));
    }
  }

  private StreamState state(KafkaRecord record, PacketBatchColumns columns, Context context)
      throws Exception {
    StreamState state = streams.value();
    byte[] identity = columns.streamBytes();
    if (state == null) {
      long nowNs = Math.max(0, context.timerService().currentProcessingTime()) * NS_PER_MS;
      return new StreamState(reader.identity(record.key), identity, nowNs);
    }
    if (!Arrays.equals(state.identityBytes(), identity)) {
      state.identity(reader.identity(record.key), identity);
    }
    return state;
  }

  /** One timer for each stream is enough: when it fires early it is set again. */
  private static void listen(StreamState state, Context context) {
    long nowMs = context.timerService().currentProcessingTime();
    state.lastRecordMs = nowMs;
    state.heard = true;
    if (state.timerMs == StreamState.NO_TIMER || state.timerMs > nowMs + SILENCE_MS) {
      if (state.timerMs != StreamState.NO_TIMER) {
        context.timerService().deleteProcessingTimeTimer(state.timerMs);
      }
      setTimer(state, nowMs + SILENCE_MS, context);
    }
  }

  private static void setTimer(StreamState state, long timerMs, Context context) {
    state.timerMs = timerMs;
    context.timerService().registerProcessingTimeTimer(timerMs);
  }

  @Override
  public void onTimer(long timerMs, OnTimerContext context, Collector<StreamQualityResult> out)
      throws Exception {
    StreamState state = streams.value();
    if (state == null || state.timerMs != timerMs) {
      return;
    }
    long nowMs = context.timerService().currentProcessingTime();
    if (!state.heard) {
      // Restored: the records since the checkpoint are still to come.
      state.heard = true;
      state.lastRecordMs = nowMs;
    }
    long silentMs = nowMs - state.lastRecordMs;
    if (silentMs >= SILENCE_MS) {
      emit(state, Long.MAX_VALUE, context, out);
    }
    if (silentMs >= FORGET_MS) {
      streams.clear();
      return;
    }
    setTimer(
        state, state.lastRecordMs + (silentMs >= SILENCE_MS ? FORGET_MS : SILENCE_MS), context);
    streams.update(state);
  }

  private static void emit(
      StreamState state, long endedByNs, Context context, Collector<StreamQualityResult> out) {
    StreamMeter meter = state.meter;
    meter.forEachChangedWindow(
        endedByNs, startNs -> out.collect(StreamQualities.result(state, meter.window(startNs))));
    meter.forEachChangedRollup(
        DOCUMENT_NS,
        endedByNs,
        startNs ->
            context.output(
                DOCUMENTS,
                StreamQualities.result(state, meter.merged(startNs, startNs + DOCUMENT_NS))));
  }
}
