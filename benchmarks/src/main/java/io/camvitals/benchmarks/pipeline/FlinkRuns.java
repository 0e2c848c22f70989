package io.camvitals.benchmarks.pipeline;

import io.camvitals.dashboards.ElasticsearchUrl;
import io.camvitals.event.Topic;
import io.camvitals.jobs.kafka.KafkaRecord;
import io.camvitals.jobs.kafka.KafkaTopics;
import io.camvitals.jobs.quality.StreamQualityJob;
import io.camvitals.jobs.quality.StreamQualityOptions;
import io.camvitals.jobs.quality.StreamQualityResult;
import io.camvitals.jobs.quality.StreamQualitySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The packets topic through Flink, from its first record to its last, on a cluster in this JVM. */
final class FlinkRuns {
  private final String bootstrapServers;
  private final Path checkpoints;
  private final int parallelism;

  /**
   * Runs with checkpoints, as in life.
   *
   * @param checkpoints an existing folder
   */
  FlinkRuns(String bootstrapServers, Path checkpoints, int parallelism) {
    this.bootstrapServers = bootstrapServers;
    this.checkpoints = checkpoints;
    this.parallelism = parallelism;
  }

  /** Seconds that the job ran which reads and does nothing more. */
  double readSeconds() throws Exception {
    StreamExecutionEnvironment env = environment();
    env.fromSource(
            source(),
            WatermarkStrategy.noWatermarks(),
            "packets",
            TypeInformation.of(KafkaRecord.class))
        .sinkTo(new DiscardingSink<>());
    return seconds(env);
  }

  /**
   * Seconds that the stream-quality job ran.
   *
   * @throws IllegalStateException when there are fewer results than windows that have ended
   */
  double streamQualitySeconds(PacketsTopic.Content content) throws Exception {
    double seconds = streamQualitySeconds(new CountingSink<>());
    long results = CountingSink.take();
    if (results < content.closedWindows().size()) {
      throw new IllegalStateException(
          results + " results of " + content.closedWindows().size() + " windows");
    }
    return seconds;
  }

  /**
   * The same, of a run in which each result is looked into.
   *
   * @throws IllegalStateException when the job did not count each packet of each window that has
   *     ended
   */
  double verifiedStreamQualitySeconds(PacketsTopic.Content content) throws Exception {
    double seconds = streamQualitySeconds(new ResultSink());
    Map<WindowName, Long> measured = ResultSink.take();
    content
        .closedWindows()
        .forEach(
            (window, packets) -> {
              if (!packets.equals(measured.get(window))) {
                throw new IllegalStateException(
                    String.format(
                        "%s has %s packets instead of %d", window, measured.get(window), packets));
              }
            });
    return seconds;
  }

  private double streamQualitySeconds(Sink<StreamQualityResult> results) throws Exception {
    StreamExecutionEnvironment env = environment();
    StreamQualityJob.define(
        env,
        Map.of(Topic.PACKETS, source()),
        new StreamQualityJob.Sinks(
            results, new DiscardingSink<>(), new RefusingSink<>("a dead letter")));
    return seconds(env);
  }

  private StreamExecutionEnvironment environment() {
    StreamQualityOptions options =
        new StreamQualityOptions(
            bootstrapServers,
            ElasticsearchUrl.parse("http://127.0.0.1:9200"),
            Duration.ofSeconds(5),
            Optional.of(checkpoints.toUri().toString()),
            parallelism);
    return StreamExecutionEnvironment.createLocalEnvironment(
        parallelism, StreamQualitySettings.of(options));
  }

  private KafkaSource<KafkaRecord> source() {
    return KafkaTopics.sourceBuilder(bootstrapServers, Topic.PACKETS, "benchmark")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .build();
  }

  private static double seconds(StreamExecutionEnvironment env) throws Exception {
    return env.execute().getNetRuntime(TimeUnit.MILLISECONDS) / 1e3;
  }
}
