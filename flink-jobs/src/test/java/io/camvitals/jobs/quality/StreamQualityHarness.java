package io.camvitals.jobs.quality;

import io.camvitals.event.v1.DeadLetter;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RecordIntake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * {@link StreamQualityFunction} within Flink's operator, with a clock that stands until it is set.
 */
final class StreamQualityHarness implements AutoCloseable {
  static final long NOW_MS = 1_767_400_000_000L;

  private final KeyedOneInputStreamOperatorTestHarness<String, KafkaRecord, StreamQualityResult>
      harness;
  private long nowMs = NOW_MS;

  StreamQualityHarness() throws Exception {
    this(null);
  }

  StreamQualityHarness(OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new StreamQualityFunction()),
            RecordChecks::key,
            Types.STRING);
    harness.getExecutionConfig().enableObjectReuse();
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    harness.setProcessingTime(nowMs);
  }

  StreamQualityHarness take(KafkaRecord record) throws Exception {
    harness.processElement(record, 0);
    return this;
  }

  StreamQualityHarness passMs(long ms) throws Exception {
    nowMs += ms;
    harness.setProcessingTime(nowMs);
    return this;
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, nowMs);
  }

  int states() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  /** All windows of one second, in the order in which they were given out. */
  List<StreamQuality> seconds() throws Exception {
    List<StreamQuality> all = new ArrayList<>();
    for (StreamQualityResult result : harness.extractOutputValues()) {
      all.add(StreamQuality.parseFrom(result.value));
    }
    return all;
  }

  /** All windows of ten seconds, in the order in which they were given out. */
  List<StreamQuality> documents() throws Exception {
    List<StreamQuality> all = new ArrayList<>();
    for (StreamQualityResult result : sideOutput(StreamQualityFunction.DOCUMENTS)) {
      all.add(StreamQuality.parseFrom(result.value));
    }
    return all;
  }

  List<StreamQualityResult> documentResults() {
    return sideOutput(StreamQualityFunction.DOCUMENTS);
  }

  List<DeadLetter> deadLetters() throws Exception {
    List<DeadLetter> all = new ArrayList<>();
    for (byte[] letter : sideOutput(RecordIntake.DEAD_LETTERS)) {
      all.add(DeadLetter.parseFrom(letter));
    }
    return all;
  }

  private <T> List<T> sideOutput(OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  /** The last state of each window, by its id. */
  static Map<String, StreamQuality> last(List<StreamQuality> windows) {
    Map<String, StreamQuality> last = new TreeMap<>();
    for (StreamQuality window : windows) {
      last.put(StreamQualityDocuments.document(window, new DocumentBuilder(), 0).id, window);
    }
    return last;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
