package io.camvitals.jobs.quality;

import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.record.RecordIntake;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Gathers what the stages of all kinds give out, for one sink each. */
final class JobOutputs {
  /** Documents are few: they need not wait for a buffer to fill. */
  private static final long BUFFER_TIMEOUT_MS = 10;

  private final List<DataStream<Document>> documents = new ArrayList<>();
  private final List<DataStream<byte[]>> deadLetters = new ArrayList<>();

  /** A stage whose output is documents, with dead letters aside. */
  void documents(SingleOutputStreamOperator<Document> stage) {
    documents.add(stage.setBufferTimeout(BUFFER_TIMEOUT_MS));
    deadLetters(stage);
  }

  /** The dead letters of a stage. */
  void deadLetters(SingleOutputStreamOperator<?> stage) {
    deadLetters.add(stage.getSideOutput(RecordIntake.DEAD_LETTERS));
  }

  void sinkTo(Sink<Document> documentSink, Sink<byte[]> deadLetterSink) {
    union(documents).sinkTo(documentSink).name("documents to Elasticsearch").uid("documents");
    union(deadLetters).sinkTo(deadLetterSink).name("dead letters to Kafka").uid("dead-letters");
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> DataStream<T> union(List<DataStream<T>> streams) {
    DataStream<T> first = streams.get(0);
    return streams.size() == 1
        ? first
        : first.union(streams.subList(1, streams.size()).toArray(new DataStream[0]));
  }
}
