package io.camvitals.jobs.quality;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What Flink itself must be told for the job. */
public final class StreamQualitySettings {
  private StreamQualitySettings() {}

  /** The settings of the environment. */
  public static Configuration of(StreamQualityOptions options) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.NAME, StreamQualityJob.NAME);
    // Kryo would write what nobody has defined.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // The state is changed in place, record by record; another backend would write it each time.
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    // A packet must be counted once in the state, however often its record is read.
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    // While Elasticsearch is away for long enough that the job waits, checkpoints wait too: that is
    // no reason to start the job again.
    settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(10));
    settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000);
    options
        .checkpointDirectory()
        .ifPresent(
            directory -> {
              settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
              settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
            });
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    return settings;
  }
}
