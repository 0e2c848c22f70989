package io.camvitals.jobs.command;

import io.camvitals.dashboards.ElasticsearchUrl;
import io.camvitals.dashboards.IndexTemplateException;
import io.camvitals.event.TopicInstallationException;
import io.camvitals.jobs.quality.StreamQualityJob;
import io.camvitals.jobs.quality.StreamQualityOptions;
import io.camvitals.jobs.quality.StreamQualityPrerequisites;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Submits {@link StreamQualityJob} to the cluster that runs it, or runs it in this process. */
@Command(
    name = "stream-quality",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the quality of every RTP stream: reads the agents' topics in Kafka, writes results of"
          + " one second to the topic 'stream-quality' and documents to Elasticsearch: ten seconds of"
          + " each stream, connection and interface, and each RTSP request.",
      "Run by 'flink run' or the Flink web UI it is submitted to that cluster; run by 'java' it runs"
          + " in this process until it is stopped.",
      "The topics and index templates are installed first."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the job was submitted, or ended",
      "1:Kafka, Elasticsearch or Flink refused, or is not there",
      "2:wrong usage"
    },
    sortOptions = false)
public final class StreamQualityCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--kafka-bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Kafka; several are separated by commas.")
  private String kafkaBootstrapServers;

  @Option(
      names = "--elasticsearch-url",
      paramLabel = "URL",
      required = true,
      defaultValue = "${env:CAMVITALS_ELASTICSEARCH_URL}",
      description =
          "Elasticsearch, such as https://name:password@search.example:9200. Default: the"
              + " environment's CAMVITALS_ELASTICSEARCH_URL, which other users of the machine"
              + " cannot see.")
  private String elasticsearchUrl;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "Time between two checkpoints, such as 10s or 1m. Default: ${DEFAULT-VALUE}.")
  private String checkpointInterval;

  @Option(
      names = "--checkpoint-directory",
      paramLabel = "URL",
      description =
          "Where checkpoints are kept, such as s3://bucket/path or file:///var/lib/camvitals; all"
              + " task managers must reach it. Without it they are kept in the job manager's"
              + " memory and are lost with it.")
  private String checkpointDirectory;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Tasks of each operator; at most the partitions of the topic are of use. Default:"
              + " ${DEFAULT-VALUE}.")
  private int parallelism;

  public static void main(String[] arguments) {
    int status = run(arguments);
    if (status == 0) {
      return;
    }
    if (StreamQualityCommand.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
      // Within Flink's web server: it must not end with us.
      throw new IllegalStateException("stream-quality ended with exit code " + status);
    }
    System.exit(status);
  }

  static int run(String... arguments) {
    return new CommandLine(new StreamQualityCommand()).execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    StreamQualityOptions options = options();
    try {
      StreamQualityPrerequisites.install(
          options.kafkaBootstrapServers(), options.elasticsearch(), DEADLINE);
    } catch (TopicInstallationException | IndexTemplateException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamQualityJob.build(env, options);
    env.execute();
    return 0;
  }

  private StreamQualityOptions options() {
    try {
      return new StreamQualityOptions(
          kafkaBootstrapServers,
          ElasticsearchUrl.parse(elasticsearchUrl),
          duration(checkpointInterval),
          Optional.ofNullable(checkpointDirectory),
          parallelism);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse("PT" + text.strip().toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "the checkpoint interval '" + text + "' is no duration such as 10s or 1m");
    }
  }
}
