package io.camvitals.jobs.quality;

import io.camvitals.event.Topic;
import io.camvitals.jobs.deadletter.DeadLetters;
import io.camvitals.jobs.deadletter.KafkaDeadLetterChannel;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.DocumentConverter;
import io.camvitals.jobs.elasticsearch.ElasticsearchSink;
import io.camvitals.jobs.event.EventDocumentsFunction;
import io.camvitals.jobs.event.EventKind;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.kafka.KafkaTopics;
import io.camvitals.jobs.rtsp.RtspEvents;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The quality of every stream, and all else that the agents tell, as results and documents.
 *
 * <pre>
 * packets ─► stream-quality ─┬─ 1 s ──► topic stream-quality
 *                            └─ 10 s ─► stream-documents ─► Elasticsearch
 * rtcp ─────────────────────────────────►│
 * capture-health ─► capture-losses ─────►│ (to all)
 * rtsp ─────────────────────────────► rtsp ─────────────► Elasticsearch
 * </pre>
 *
 * What a stage refuses goes to the topic dead-letters.
 */
public final class StreamQualityJob {
  /** The job's name, and the Kafka consumer group. */
  public static final String NAME = "camvitals-stream-quality";

  private static final List<Topic> TOPICS =
      List.of(Topic.PACKETS, Topic.RTCP, Topic.CAPTURE_HEALTH, Topic.RTSP);

  private StreamQualityJob() {}

  /** Where the job's three outputs go. */
  public record Sinks(
      Sink<StreamQualityResult> results, Sink<Document> documents, Sink<byte[]> deadLetters) {}

  /** Configures the environment and builds the job on real servers; {@code execute} is left. */
  public static void build(StreamExecutionEnvironment env, StreamQualityOptions options) {
    env.configure(StreamQualitySettings.of(options));
    env.setParallelism(options.parallelism());
    String kafka = options.kafkaBootstrapServers();
    Map<Topic, Source<KafkaRecord, ?, ?>> sources = new EnumMap<>(Topic.class);
    TOPICS.forEach(topic -> sources.put(topic, KafkaTopics.source(kafka, topic, NAME)));
    define(
        env,
        sources,
        new Sinks(
            KafkaTopics.sink(kafka, Topic.STREAM_QUALITY, r -> r.key, r -> r.value),
            new ElasticsearchSink<>(
                new DocumentConverter(),
                options.elasticsearch(),
                new KafkaDeadLetterChannel(kafka)),
            KafkaTopics.sink(kafka, Topic.DEAD_LETTERS, DeadLetters::key, letter -> letter)));
  }

  /**
   * The graph.
   *
   * @param sources of the topics to read; packets at least
   */
  public static void define(
      StreamExecutionEnvironment env,
      Map<Topic, ? extends Source<KafkaRecord, ?, ?>> sources,
      Sinks sinks) {
    JobTopics topics = new JobTopics(env, sources);
    JobOutputs outputs = new JobOutputs();
    Optional<DataStream<KafkaRecord>> health = topics.stream(Topic.CAPTURE_HEALTH);
    SingleOutputStreamOperator<StreamQualityResult> quality =
        StreamStages.quality(topics.stream(Topic.PACKETS).orElseThrow());
    quality.sinkTo(sinks.results()).name("results to Kafka").uid("results");
    outputs.deadLetters(quality);
    outputs.documents(StreamStages.documents(quality, topics, health, env));
    events(topics, Topic.RTSP, new RtspEvents(), outputs);
    outputs.sinkTo(sinks.documents(), sinks.deadLetters());
  }

  private static void events(
      JobTopics topics, Topic topic, EventKind<?> events, JobOutputs outputs) {
    topics.stream(topic)
        .ifPresent(
            records ->
                outputs.documents(
                    records
                        .process(new EventDocumentsFunction<>(events))
                        .name(events.kind().label() + " documents")
                        .uid(events.kind().label() + "-documents")));
  }
}
