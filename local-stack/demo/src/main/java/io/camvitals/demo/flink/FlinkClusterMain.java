package io.camvitals.demo.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camvitals.dashboards.ElasticsearchUrl;
import io.camvitals.jobs.quality.StreamQualityJob;
import io.camvitals.jobs.quality.StreamQualityOptions;
import io.camvitals.jobs.quality.StreamQualityPrerequisites;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A Flink cluster in one process, with its web UI, and the jobs on it. It says on standard output
 * when the jobs run, and ends when standard input ends or says {@code stop}.
 */
@Command(
    name = "flink-cluster",
    description = "Runs a Flink cluster in this process, with its web UI, and the jobs on it.")
public final class FlinkClusterMain implements Callable<Integer> {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final Duration ELASTICSEARCH_DEADLINE = Duration.ofSeconds(60);

  @Option(names = "--rest-port", required = true, description = "Port of the REST API and web UI.")
  private int restPort;

  @Option(names = "--kafka-bootstrap-servers", required = true, description = "host:port, ...")
  private String bootstrapServers;

  @Option(names = "--elasticsearch-url", required = true, description = "http://host:port")
  private String elasticsearchUrl;

  @Option(names = "--checkpoint-directory", required = true, description = "For the checkpoints.")
  private Path checkpointDirectory;

  @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  private FlinkClusterMain() {}

  /** Runs until standard input ends. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FlinkClusterMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.PORT, restPort);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(restPort));
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    MiniClusterConfiguration cluster =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(parallelism)
            .build();
    try (MiniCluster miniCluster = new MiniCluster(cluster)) {
      miniCluster.start();
      ElasticsearchUrl elasticsearch = ElasticsearchUrl.parse(elasticsearchUrl);
      StreamQualityPrerequisites.install(bootstrapServers, elasticsearch, ELASTICSEARCH_DEADLINE);
      JobClient job = submit(elasticsearch);
      awaitRunning(job);
      announce(job);
      awaitEndOfInput();
      job.cancel().get();
    }
    return 0;
  }

  private JobClient submit(ElasticsearchUrl elasticsearch) throws Exception {
    try (StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createRemoteEnvironment("127.0.0.1", restPort)) {
      StreamQualityJob.build(
          environment,
          new StreamQualityOptions(
              bootstrapServers,
              elasticsearch,
              CHECKPOINT_INTERVAL,
              Optional.of(checkpointDirectory.toUri().toString()),
              parallelism));
      return environment.executeAsync(StreamQualityJob.NAME);
    }
  }

  private static void awaitRunning(JobClient job) throws Exception {
    for (JobStatus status = job.getJobStatus().get();
        status != JobStatus.RUNNING;
        status = job.getJobStatus().get()) {
      if (status.isGloballyTerminalState()) {
        throw new IllegalStateException("the job stream-quality ended as " + status);
      }
      Thread.sleep(50);
    }
  }

  private void announce(JobClient job) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode line = mapper.createObjectNode();
    line.put("event", "running");
    line.put("job", job.getJobID().toString());
    line.put("web", "http://127.0.0.1:" + restPort);
    System.out.println(mapper.writeValueAsString(line));
    System.out.flush();
  }

  private static void awaitEndOfInput() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (line.equals("stop")) {
        return;
      }
    }
  }
}
