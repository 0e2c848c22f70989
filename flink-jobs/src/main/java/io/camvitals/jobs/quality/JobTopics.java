package io.camvitals.jobs.quality;

import io.camvitals.event.Topic;
import io.camvitals.jobs.kafka.KafkaRecord;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topics as streams, each from a source of its own. There are no watermarks: every thing is
 * measured on its own clock, so that no topic waits for another one.
 */
final class JobTopics {
  private final StreamExecutionEnvironment env;
  private final Map<Topic, ? extends Source<KafkaRecord, ?, ?>> sources;

  JobTopics(
      StreamExecutionEnvironment env, Map<Topic, ? extends Source<KafkaRecord, ?, ?>> sources) {
    this.env = env;
    this.sources = sources;
  }

  /** The topic's records; empty when the job does not read it. Asked for once each. */
  Optional<DataStream<KafkaRecord>> stream(Topic topic) {
    return Optional.ofNullable(sources.get(topic))
        .map(
            source ->
                env.fromSource(
                        source,
                        WatermarkStrategy.noWatermarks(),
                        topic.topicName(),
                        TypeInformation.of(KafkaRecord.class))
                    .uid(topic.topicName()));
  }
}
