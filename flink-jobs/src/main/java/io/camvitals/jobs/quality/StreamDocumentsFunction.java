package io.camvitals.jobs.quality;

import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.audio.AudioEvents;
import io.camvitals.jobs.change.Goodbyes;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.frame.FrameEvents;
import io.camvitals.jobs.health.CaptureLoss;
import io.camvitals.jobs.health.CaptureLosses;
import io.camvitals.jobs.health.CaptureLosses.Within;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RecordIntake;
import io.camvitals.jobs.record.RejectedRecordException;
import io.camvitals.jobs.rtcp.RtcpEvents;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts together what is known of a stream's windows: their packets, frames, RTCP, and what their
 * interface missed. A document is given out when its packets come, and again, under the same id and
 * with a higher version, when another part comes later. The last document of a window depends on
 * its parts alone, and not on the order in which they came.
 */
public final class StreamDocumentsFunction
    extends KeyedBroadcastProcessFunction<String, StreamPart, CaptureLoss, Document> {
  private static final long serialVersionUID = 1L;

  /** By vantage point. */
  static final MapStateDescriptor<String, CaptureLosses> LOSSES =
      new MapStateDescriptor<>(
          "capture-losses", StringSerializer.INSTANCE, CaptureLosses.Serializer.INSTANCE);

  /** Parts that come after the packets are gathered for so long. */
  static final long GATHER_MS = 500;

  /** Longer than the packets' state is kept. */
  static final long FORGET_MS = StreamQualityFunction.FORGET_MS + 60_000;

  private static final ValueStateDescriptor<StreamWindows> WINDOWS =
      new ValueStateDescriptor<>("windows", StreamWindowsSerializer.INSTANCE);

  private static final long LENGTH_NS = StreamQualityFunction.DOCUMENT_NS;
  private static final FrameEvents FRAMES = new FrameEvents();
  private static final AudioEvents AUDIO = new AudioEvents();
  private static final RtcpEvents RTCP = new RtcpEvents();

  private transient ValueState<StreamWindows> states;
  private transient RecordIntake intake;

  @Override
  public void open(OpenContext context) {
    states = getRuntimeContext().getState(WINDOWS);
    intake = new RecordIntake(getRuntimeContext().getMetricGroup(), "stream-documents");
  }

  @Override
  public void processElement(StreamPart part, ReadOnlyContext context, Collector<Document> out)
      throws Exception {
    StreamWindows state = states.value();
    if (state == null) {
      state = new StreamWindows();
    }
    if (part.result != null) {
      takeResult(part.result, state, context, out);
    } else {
      intake.received();
      try {
        takeRecord(part.record, state, context, out);
      } catch (RejectedRecordException e) {
        context.output(RecordIntake.DEAD_LETTERS, intake.refuse(part.record, e));
        return;
      }
    }
    state.heard = true;
    state.lastPartMs = context.timerService().currentProcessingTime();
    if (state.timerMs == Long.MIN_VALUE) {
      setTimer(state, state.lastPartMs + FORGET_MS, context);
    }
    states.update(state);
  }

  private void takeResult(
      StreamQualityResult result,
      StreamWindows state,
      ReadOnlyContext context,
      Collector<Document> out)
      throws Exception {
    StreamQuality quality = StreamQuality.parseFrom(result.value);
    noteVantagePoint(state, quality.getStream());
    StreamWindow window = state.result(quality.getWindowStartNs(), result);
    if (window != null) {
      give(state, window, quality.getWindowStartNs(), losses(state, context), out);
    }
  }

  private void takeRecord(
      KafkaRecord record, StreamWindows state, ReadOnlyContext context, Collector<Document> out)
      throws RejectedRecordException {
    if (record.topic.equals(Topic.FRAMES.topicName())) {
      FrameEvent event = FRAMES.read(record);
      check(record, event.getStream(), event.getFirstArrivalNs(), state);
      if (isNew(state.isNewFrame(record.value))) {
        gather(state, state.frame(event), context);
      }
    } else if (record.topic.equals(Topic.AUDIO_FRAMES.topicName())) {
      AudioFrameEvent event = AUDIO.read(record);
      check(record, event.getStream(), event.getSecondStartNs(), state);
      if (isNew(state.isNewAudio(record.value))) {
        gather(state, state.audio(event), context);
      }
    } else {
      RtcpEvent event = RTCP.read(record);
      check(record, event.getStream(), event.getArrivalNs(), state);
      if (isNew(state.isNewRtcp(record.value))) {
        gather(state, state.rtcp(event), context);
        if (event.getBye() && RtcpEvents.isOfSender(event)) {
          out.collect(Goodbyes.document(event, record.value));
        }
      }
    }
  }

  private boolean isNew(boolean isNew) {
    intake.taken(isNew);
    return isNew;
  }

  /** All of it is checked once for each identity, since the state is that of one key alone. */
  private static void check(
      KafkaRecord record, StreamIdentity stream, long atNs, StreamWindows state)
      throws RejectedRecordException {
    RecordChecks.moment(atNs, "arrival");
    if (!stream.equals(state.checked)) {
      RecordChecks.keyedStream(record, stream);
      state.checked = stream;
      noteVantagePoint(state, stream);
    }
  }

  private static void noteVantagePoint(StreamWindows state, StreamIdentity stream) {
    if (state.vantagePoint.isEmpty()) {
      state.vantagePoint = StreamKeys.of(stream.getVantagePoint());
    }
  }

  /**
   * A part of a window whose packets are there is given out soon, with others that come by then.
   */
  private void gather(StreamWindows state, StreamWindow window, ReadOnlyContext context) {
    if (window == null || window.result == null) {
      return;
    }
    long soonMs = context.timerService().currentProcessingTime() + GATHER_MS;
    if (state.timerMs == Long.MIN_VALUE || state.timerMs > soonMs) {
      if (state.timerMs != Long.MIN_VALUE) {
        context.timerService().deleteProcessingTimeTimer(state.timerMs);
      }
      setTimer(state, soonMs, context);
    }
  }

  private void setTimer(StreamWindows state, long timerMs, ReadOnlyContext context) {
    state.timerMs = timerMs;
    context.timerService().registerProcessingTimeTimer(timerMs);
  }

  @Override
  public void onTimer(long timerMs, OnTimerContext context, Collector<Document> out)
      throws Exception {
    StreamWindows state = states.value();
    if (state == null || state.timerMs != timerMs) {
      return;
    }
    long nowMs = context.timerService().currentProcessingTime();
    if (!state.heard) {
      // Restored: the parts since the checkpoint are still to come.
      state.heard = true;
      state.lastPartMs = nowMs;
    }
    CaptureLosses losses = losses(state, context);
    for (Map.Entry<Long, StreamWindow> entry : state.windows.entrySet()) {
      if (entry.getValue().unread && entry.getValue().result != null) {
        give(state, entry.getValue(), entry.getKey(), losses, out);
      }
    }
    if (nowMs - state.lastPartMs >= FORGET_MS) {
      states.clear();
      return;
    }
    setTimer(state, state.lastPartMs + FORGET_MS, context);
    states.update(state);
  }

  /** A loss marks the windows that were given out before it was known, too. */
  @Override
  public void processBroadcastElement(CaptureLoss loss, Context context, Collector<Document> out)
      throws Exception {
    var all = context.getBroadcastState(LOSSES);
    CaptureLosses known = all.get(loss.vantagePoint);
    CaptureLosses losses = known == null ? new CaptureLosses() : known;
    losses.add(loss);
    all.put(loss.vantagePoint, losses);
    context.applyToKeyedState(
        WINDOWS,
        (key, its) -> {
          StreamWindows state = its.value();
          if (state == null || !state.vantagePoint.equals(loss.vantagePoint)) {
            return;
          }
          long firstNs = Math.floorDiv(loss.fromNs, LENGTH_NS) * LENGTH_NS;
          for (Map.Entry<Long, StreamWindow> entry :
              state.windows.subMap(firstNs, true, loss.toNs, true).entrySet()) {
            if (entry.getValue().result != null) {
              give(state, entry.getValue(), entry.getKey(), losses, out);
            }
          }
        });
  }

  private CaptureLosses losses(StreamWindows state, ReadOnlyContext context) throws Exception {
    return context.getBroadcastState(LOSSES).get(state.vantagePoint);
  }

  private static void give(
      StreamWindows state,
      StreamWindow window,
      long startNs,
      CaptureLosses losses,
      Collector<Document> out) {
    window.unread = false;
    state.settleClock();
    Within missed = losses == null ? Within.NOTHING : losses.within(startNs, startNs + LENGTH_NS);
    out.collect(StreamDocuments.document(window, missed));
  }
}
