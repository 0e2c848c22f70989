package io.camvitals.jobs.quality;

import com.google.protobuf.Message;
import io.camvitals.event.Topic;
import io.camvitals.event.document.DocumentKind;
import io.camvitals.jobs.change.StreamChangeEvents;
import io.camvitals.jobs.deadletter.DeadLetters;
import io.camvitals.jobs.deadletter.KafkaDeadLetterChannel;
import io.camvitals.jobs.document.Document;
import io.camvitals.jobs.document.DocumentConverter;
import io.camvitals.jobs.elasticsearch.ElasticsearchSink;
import io.camvitals.jobs.event.EventDocumentsFunction;
import io.camvitals.jobs.event.EventKind;
import io.camvitals.jobs.health.CaptureHealthWindows;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.kafka.KafkaTopics;
import io.camvitals.jobs.record.RecordChecks;
import io.camvitals.jobs.rtsp.RtspEvents;
import io.camvitals.jobs.tcp.TcpWindows;
import io.camvitals.jobs.transportstream.TransportStreamWindows;
import io.camvitals.jobs.window.WindowDocumentsFunction;
import io.camvitals.jobs.window.WindowKind;
import io.camvitals.jobs.wireless.WirelessWindows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
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
 * rtcp, frames, audio-frames ───────────►│
 * capture-health ─┬► capture-losses ────►│ (to all)
 *                 └► windows ───────────────────────────► Elasticsearch
 * tcp, transport-stream, wireless ─► windows ───────────► Elasticsearch
 * rtsp, stream-changes ─────────────────────────────────► Elasticsearch
 * </pre>
 *
 * What a stage refuses goes to the topic dead-letters.
 */
public final class StreamQualityJob {
  /** The job's name, and the Kafka consumer group. */
  public static final String NAME = "camvitals-stream-quality";

  private static final List<Topic> TOPICS =
      List.of(
          Topic.PACKETS,
          Topic.RTCP,
          Topic.FRAMES,
          Topic.AUDIO_FRAMES,
          Topic.CAPTURE_HEALTH,
          Topic.TCP,
          Topic.TRANSPORT_STREAM,
          Topic.WIRELESS,
          Topic.RTSP,
          Topic.STREAM_CHANGES);

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
    windows(health, new CaptureHealthWindows(), outputs);
    windows(topics.stream(Topic.TCP), new TcpWindows(), outputs);
    windows(topics.stream(Topic.TRANSPORT_STREAM), new TransportStreamWindows(), outputs);
    windows(topics.stream(Topic.WIRELESS), new WirelessWindows(), outputs);
    events(topics.stream(Topic.RTSP), new RtspEvents(), outputs);
    events(topics.stream(Topic.STREAM_CHANGES), new StreamChangeEvents(), outputs);
    outputs.sinkTo(sinks.documents(), sinks.deadLetters());
  }

  private static <M extends Message> void windows(
      Optional<DataStream<KafkaRecord>> topic, WindowKind<M> kind, JobOutputs outputs) {
    topic.ifPresent(
        records ->
            outputs.documents(
                named(
                    kind.kind(),
                    records
                        .keyBy(RecordChecks::key, Types.STRING)
                        .process(new WindowDocumentsFunction<>(kind)))));
  }

  private static <M extends Message> void events(
      Optional<DataStream<KafkaRecord>> topic, EventKind<M> kind, JobOutputs outputs) {
    topic.ifPresent(
        records ->
            outputs.documents(
                named(kind.kind(), records.process(new EventDocumentsFunction<>(kind)))));
  }

  private static SingleOutputStreamOperator<Document> named(
      DocumentKind kind, SingleOutputStreamOperator<Document> stage) {
    String name = kind.label() + "-documents";
    return stage.name(name).uid(name);
  }
}
