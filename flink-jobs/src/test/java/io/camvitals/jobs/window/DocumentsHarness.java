package io.camvitals.jobs.window;

import io.camvitals.event.v1.DeadLetter;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.record.RecordIntake;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** {@link WindowDocumentsFunction} within Flink's operator, with a clock that stands. */
public final class DocumentsHarness implements AutoCloseable {
  private final KeyedOneInputStreamOperatorTestHarness<String, KafkaRecord, Document> harness;
  private long nowMs = 1_767_400_000_000L;
  private long offset;

  public DocumentsHarness(WindowKind<?> kind, OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new WindowDocumentsFunction<>(kind)),
            RecordChecks::key,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    harness.setProcessingTime(nowMs);
  }

  public DocumentsHarness take(String key, byte[] value) throws Exception {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    harness.processElement(new KafkaRecord(bytes, value, "topic", 0, offset++), 0);
    return this;
  }

  public DocumentsHarness passMs(long ms) throws Exception {
    nowMs += ms;
    harness.setProcessingTime(nowMs);
    return this;
  }

  public OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, nowMs);
  }

  public int states() {
    return harness.numKeyedStateEntries();
  }

  public int timers() {
    return harness.numProcessingTimeTimers();
  }

  public List<Document> documents() {
    return harness.extractOutputValues();
  }

  public List<DeadLetter> deadLetters() throws Exception {
    List<DeadLetter> all = new ArrayList<>();
    var letters = harness.getSideOutput(RecordIntake.DEAD_LETTERS);
    if (letters != null) {
      for (StreamRecord<byte[]> letter : letters) {
        all.add(DeadLetter.parseFrom(letter.getValue()));
      }
    }
    return all;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
