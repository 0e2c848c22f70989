package io.camvitals.jobs.quality;

import com.fasterxml.jackson.databind.JsonNode;
import io.camvitals.event.v1.DeadLetter;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.StoredDocuments;
import io.camvitals.jobs.health.CaptureLoss;
import io.camvitals.jobs.record.RecordIntake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** {@link StreamDocumentsFunction} within Flink's operator, with a clock that stands. */
final class StreamDocumentsHarness implements AutoCloseable {
  private final KeyedTwoInputStreamOperatorTestHarness<String, StreamPart, CaptureLoss, Document>
      harness;
  private long nowMs = StreamQualityHarness.NOW_MS;

  StreamDocumentsHarness(OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new StreamDocumentsFunction(), List.of(StreamDocumentsFunction.LOSSES)),
            StreamPart::key,
            null,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    harness.setProcessingTime(nowMs);
  }

  StreamDocumentsHarness take(StreamPart part) throws Exception {
    harness.processElement1(new StreamRecord<>(part));
    return this;
  }

  StreamDocumentsHarness missed(CaptureLoss loss) throws Exception {
    harness.processElement2(new StreamRecord<>(loss));
    return this;
  }

  StreamDocumentsHarness passMs(long ms) throws Exception {
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

  List<Document> documents() {
    return harness.extractOutputValues();
  }

  /** What Elasticsearch would hold: of each id the document with the highest version. */
  Map<String, JsonNode> stored() throws IOException {
    return StoredDocuments.byId(documents());
  }

  /** The one document. */
  JsonNode only() throws IOException {
    Map<String, JsonNode> stored = stored();
    if (stored.size() != 1) {
      throw new AssertionError("not one document: " + stored);
    }
    return stored.values().iterator().next();
  }

  List<DeadLetter> deadLetters() throws Exception {
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
