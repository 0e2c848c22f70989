package io.camvitals.jobs.window;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.DocumentIds;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordIntake;
import io.camvitals.jobs.record.RejectedRecordException;
import io.camvitals.jobs.window.EventWindows.Window;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts the seconds of each thing together to windows, on its own clock. A window is given out when
 * its last second came, a later one did, nothing more will come, or nothing came for {@link
 * #SILENCE_MS}; and again, with a higher version, when it changes afterwards.
 */
public final class WindowDocumentsFunction<M extends Message>
    extends KeyedProcessFunction<String, KafkaRecord, Document> {
  private static final long serialVersionUID = 1L;

  /** Length of a window, nanoseconds. */
  public static final long WINDOW_NS = 10_000_000_000L;

  /** A thing without a record for so long is silent: its open windows are given out. */
  public static final long SILENCE_MS = 2_500;

  /** A thing without a record for so long is forgotten. */
  public static final long FORGET_MS = 600_000;

  /** A second that is earlier by more than this means that the agent's clock was set back. */
  static final long RETAIN_NS = 60_000_000_000L;

  private static final long NS_PER_MS = 1_000_000L;

  private final WindowKind<M> events;
  private transient ValueState<EventWindows> states;
  private transient RecordIntake intake;

  public WindowDocumentsFunction(WindowKind<M> events) {
    this.events = events;
  }

  @Override
  public void open(OpenContext context) {
    states =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("windows", EventWindows.Serializer.INSTANCE));
    intake = new RecordIntake(getRuntimeContext().getMetricGroup(), events.kind().label());
  }

  @Override
  public void processElement(KafkaRecord record, Context context, Collector<Document> out)
      throws Exception {
    intake.received();
    try {
      M event = events.read(record);
      events.check(record, event);
      EventWindows state = states.value();
      long nowMs = context.timerService().currentProcessingTime();
      if (state == null) {
        state = new EventWindows(Math.max(0, nowMs) * NS_PER_MS);
      }
      boolean isNew = state.isNew(record.value);
      if (isNew) {
        take(state, event);
        emit(state, events.isLast(event), context.getCurrentKey(), out);
      }
      intake.taken(isNew);
      state.lastRecordMs = nowMs;
      state.heard = true;
      if (state.timerMs == Long.MIN_VALUE || state.timerMs > nowMs + SILENCE_MS) {
        if (state.timerMs != Long.MIN_VALUE) {
          context.timerService().deleteProcessingTimeTimer(state.timerMs);
        }
        setTimer(state, nowMs + SILENCE_MS, context);
      }
      states.update(state);
    } catch (RejectedRecordException e) {
      context.output(RecordIntake.DEAD_LETTERS, intake.refuse(record, e));
    }
  }

  private void take(EventWindows state, M event) throws InvalidProtocolBufferException {
    Optional<M> news = events.isCumulative() ? since(state, event) : Optional.of(event);
    if (news.isEmpty()) {
      return;
    }
    state.taken++;
    long startNs = events.startNs(event);
    boolean setBack = state.clockNs - RETAIN_NS > startNs;
    state.clockNs = setBack ? events.endNs(event) : Math.max(state.clockNs, events.endNs(event));
    long windowStartNs = Math.floorDiv(startNs, WINDOW_NS) * WINDOW_NS;
    Window window = state.windows.computeIfAbsent(windowStartNs, start -> new Window());
    window.sum =
        (window.sum == null ? news.get() : events.merge(events.parse(window.sum), news.get()))
            .toByteArray();
    window.unread = true;
  }

  /** An event that is older than the one before it, and was yet not set back, says nothing new. */
  private Optional<M> since(EventWindows state, M event) throws InvalidProtocolBufferException {
    M previous = state.previous == null ? null : events.parse(state.previous);
    if (previous != null) {
      long backNs = events.startNs(previous) - events.startNs(event);
      if (backNs >= 0 && backNs <= RETAIN_NS) {
        return Optional.empty();
      }
    }
    state.previous = event.toByteArray();
    return events.since(previous, event);
  }

  private void emit(EventWindows state, boolean all, String key, Collector<Document> out)
      throws InvalidProtocolBufferException {
    for (Map.Entry<Long, Window> entry : state.windows.entrySet()) {
      long startNs = entry.getKey();
      boolean ended = startNs + WINDOW_NS <= state.clockNs || startNs > state.clockNs;
      if (entry.getValue().unread && (all || ended)) {
        entry.getValue().unread = false;
        out.collect(document(state, key, startNs, entry.getValue()));
      }
    }
    long horizonNs = state.clockNs - RETAIN_NS - WINDOW_NS;
    state
        .windows
        .entrySet()
        .removeIf(
            entry ->
                !entry.getValue().unread
                    && (entry.getKey() < horizonNs || entry.getKey() > state.clockNs));
  }

  private Document document(EventWindows state, String key, long startNs, Window window)
      throws InvalidProtocolBufferException {
    return new Document(
        events.kind(),
        startNs,
        DocumentIds.ofWindow(key, startNs, WINDOW_NS),
        state.revision(),
        events.document(events.parse(window.sum), startNs, WINDOW_NS).json());
  }

  private void setTimer(EventWindows state, long timerMs, Context context) {
    state.timerMs = timerMs;
    context.timerService().registerProcessingTimeTimer(timerMs);
  }

  @Override
  public void onTimer(long timerMs, OnTimerContext context, Collector<Document> out)
      throws Exception {
    EventWindows state = states.value();
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
    if (silentMs >= FORGET_MS) {
      states.clear();
      return;
    }
    boolean silent = silentMs >= SILENCE_MS;
    if (silent) {
      emit(state, true, context.getCurrentKey(), out);
    }
    setTimer(state, state.lastRecordMs + (silent ? FORGET_MS : SILENCE_MS), context);
    states.update(state);
  }
}
