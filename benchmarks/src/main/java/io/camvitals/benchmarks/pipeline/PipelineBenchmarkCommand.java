package io.camvitals.benchmarks.pipeline;

import io.camvitals.benchmarks.Median;
import io.camvitals.servers.KafkaServer;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packets a second of the stream-quality job beside a raw read of the same topic, in one run. */
@Command(
    name = "pipeline",
    description = {
      "The stream-quality job, from a real Kafka to a counting sink, beside reading the same topic"
          + " with Kafka's own consumer, in turns and in one JVM.",
      "The first round warms up, checks the results and does not count."
    },
    mixinStandardHelpOptions = true)
public final class PipelineBenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--packets",
      description = "Packets in the topic, at least (default: ${DEFAULT-VALUE}).",
      defaultValue = "40000000")
  private long packets;

  @Option(
      names = "--streams",
      description = "Streams, 1 to 20000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "500")
  private int streams;

  @Option(
      names = "--rounds",
      description = "Rounds after the first (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int rounds;

  @Option(
      names = "--parallelism",
      description = "Subtasks of each operator (default: as many as processors).")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  private long fillReported;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    say(out, "starting Kafka");
    Path checkpoints = Files.createTempDirectory("camvitals-checkpoints-");
    try (KafkaServer kafka = KafkaServer.start()) {
      measure(kafka.bootstrapServers(), checkpoints, out);
    } finally {
      FileUtils.deleteDirectory(checkpoints.toFile());
    }
    return 0;
  }

  private void measure(String bootstrapServers, Path checkpoints, PrintWriter out)
      throws Exception {
    PacketsTopic.Content content =
        PacketsTopic.fill(bootstrapServers, streams, packets, soFar -> progress(soFar, out));
    say(
        out,
        String.format(
            "the topic holds %,d packets of %,d streams in %,d records, %.1f bytes a packet",
            content.packets(),
            streams,
            content.records(),
            (double) content.bytes() / content.packets()));
    FlinkRuns flink = new FlinkRuns(bootstrapServers, checkpoints, parallelism);
    List<Double> toRawRead = new ArrayList<>();
    List<Double> toFlinkRead = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double raw = RawRead.seconds(bootstrapServers, content);
      report(round, "KafkaConsumer", raw, content, out);
      double read = flink.readSeconds();
      report(round, "Flink, source only", read, content, out);
      double job =
          round == 0
              ? flink.verifiedStreamQualitySeconds(content)
              : flink.streamQualitySeconds(content);
      report(round, "Flink, stream-quality", job, content, out);
      if (round > 0) {
        toRawRead.add(raw / job);
        toFlinkRead.add(read / job);
      }
    }
    say(
        out,
        String.format(
            "in round 0 the packets of all %,d windows were right",
            content.closedWindows().size()));
    say(out, String.format("pipeline-vs-flink-read %.2f", Median.of(toFlinkRead)));
    say(out, String.format("pipeline-vs-raw-read %.2f", Median.of(toRawRead)));
  }

  private void progress(long soFar, PrintWriter out) {
    if (soFar - fillReported >= 10_000_000) {
      fillReported = soFar;
      say(out, String.format("filling the topic: %,d packets", soFar));
    }
  }

  private static void report(
      int round, String what, double seconds, PacketsTopic.Content content, PrintWriter out) {
    say(
        out,
        String.format(
            "round %d  %-22s %7.2f s  %,12.0f packets/s  %,9.0f records/s",
            round, what, seconds, content.packets() / seconds, content.records() / seconds));
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
