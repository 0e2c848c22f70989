package io.camvitals.jobs.quality;

import io.camvitals.event.Topic;
import io.camvitals.jobs.deadletter.KafkaDeadLetterChannel;
import io.camvitals.jobs.elasticsearch.ElasticsearchSink;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.kafka.KafkaTopics;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The quality of every stream, from its packets.
 *
 * <pre>
 * topic packets ─► keyBy stream ─► StreamQualityFunction ─┬─ 1 s ──► topic stream-quality
 *                                                         ├─ 10 s ─► Elasticsearch
 *                                                         └─ bad ──► topic dead-letters
 * </pre>
 */
public final class StreamQualityJob {
  /** The job's name, and the Kafka consumer group. */
  public static final String NAME = "camvitals-stream-quality";

  private StreamQualityJob() {}

  /** Where the job's three outputs go. */
  public record Sinks(
      Sink<StreamQualityResult> results,
      Sink<StreamQualityResult> documents,
      Sink<byte[]> deadLetters) {}

  /** Configures the environment and builds the job on real servers; {@code execute} is left. */
  public static void build(StreamExecutionEnvironment env, StreamQualityOptions options) {
    env.configure(StreamQualitySettings.of(options));
    env.setParallelism(options.parallelism());
    String kafka = options.kafkaBootstrapServers();
    define(
        env,
        KafkaTopics.source(kafka, Topic.PACKETS, NAME),
        new Sinks(
            KafkaTopics.sink(kafka, Topic.STREAM_QUALITY, r -> r.key, r -> r.value),
            new ElasticsearchSink<>(
                new StreamQualityDocuments(),
                options.elasticsearch(),
                new KafkaDeadLetterChannel(kafka)),
            KafkaTopics.sink(
                kafka,
                Topic.DEAD_LETTERS,
                letter -> StreamQualityFunction.STAGE.getBytes(StandardCharsets.UTF_8),
                letter -> letter)));
  }

  /** The graph. */
  public static void define(
      StreamExecutionEnvironment env, Source<KafkaRecord, ?, ?> packets, Sinks sinks) {
    SingleOutputStreamOperator<StreamQualityResult> quality =
        env.fromSource(
                packets,
                WatermarkStrategy.noWatermarks(),
                "packets",
                TypeInformation.of(KafkaRecord.class))
            .uid("packets")
            .keyBy(StreamQualityFunction::key, Types.STRING)
            .process(new StreamQualityFunction())
            .name("stream-quality")
            .uid("stream-quality");
    quality.sinkTo(sinks.results()).name("results to Kafka").uid("results");
    quality
        .getSideOutput(StreamQualityFunction.DOCUMENTS)
        .sinkTo(sinks.documents())
        .name("documents to Elasticsearch")
        .uid("documents");
    quality
        .getSideOutput(StreamQualityFunction.DEAD_LETTERS)
        .sinkTo(sinks.deadLetters())
        .name("dead letters to Kafka")
        .uid("dead-letters");
  }
}
