package io.camvitals.jobs.quality;

import io.camvitals.event.Topic;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.health.CaptureLoss;
import io.camvitals.jobs.health.CaptureLossFunction;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.record.RecordChecks;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The stages that make the windows of streams and their documents. */
final class StreamStages {
  private static final long BUFFER_TIMEOUT_MS = 10;
  private static final List<Topic> PARTS = List.of(Topic.RTCP, Topic.FRAMES, Topic.AUDIO_FRAMES);

  private StreamStages() {}

  /** The windows of streams by their packets. */
  static SingleOutputStreamOperator<StreamQualityResult> quality(DataStream<KafkaRecord> packets) {
    return packets
        .keyBy(RecordChecks::key, Types.STRING)
        .process(new StreamQualityFunction())
        .name("stream-quality")
        .uid("stream-quality")
        .setBufferTimeout(BUFFER_TIMEOUT_MS);
  }

  /** The documents of these windows, with all that other topics tell of them. */
  static SingleOutputStreamOperator<Document> documents(
      SingleOutputStreamOperator<StreamQualityResult> quality,
      JobTopics topics,
      Optional<DataStream<KafkaRecord>> health,
      StreamExecutionEnvironment env) {
    DataStream<StreamPart> parts =
        parts(
            Topic.STREAM_QUALITY,
            quality.getSideOutput(StreamQualityFunction.DOCUMENTS).map(StreamPart::of));
    for (Topic topic : PARTS) {
      Optional<DataStream<KafkaRecord>> records = topics.stream(topic);
      if (records.isPresent()) {
        parts = parts.union(parts(topic, records.get().map(StreamPart::of)));
      }
    }
    return parts
        .keyBy(StreamPart::key, Types.STRING)
        .connect(losses(health, env).broadcast(StreamDocumentsFunction.LOSSES))
        .process(new StreamDocumentsFunction())
        .name("stream-documents")
        .uid("stream-documents");
  }

  private static DataStream<StreamPart> parts(
      Topic topic, SingleOutputStreamOperator<StreamPart> parts) {
    return parts
        .returns(StreamPart.class)
        .name("stream part")
        .uid("stream-part-" + topic.topicName());
  }

  private static DataStream<CaptureLoss> losses(
      Optional<DataStream<KafkaRecord>> health, StreamExecutionEnvironment env) {
    return health.isEmpty()
        ? env.fromData(List.<CaptureLoss>of(), TypeInformation.of(CaptureLoss.class))
        : health
            .get()
            .keyBy(RecordChecks::key, Types.STRING)
            .process(new CaptureLossFunction())
            .name("capture-losses")
            .uid("capture-losses");
  }
}
