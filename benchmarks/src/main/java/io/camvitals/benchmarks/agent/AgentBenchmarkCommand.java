package io.camvitals.benchmarks.agent;

import io.camvitals.benchmarks.agent.SimulatedCameras.Sent;
import io.camvitals.servers.KafkaServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Processor time and memory of the agent beside ffmpeg's, over the same seconds. */
@Command(
    name = "agent",
    description = {
      "./camvitals agent, as the launcher starts it and with a real Kafka, beside ffmpeg -c copy"
          + " -f null, both playing the same simulated cameras of 4 Mb/s.",
      "Both run all the time and are measured over the same seconds, so that what else the machine"
          + " does touches both alike.",
      "At the end what the agent published must equal what the cameras sent, to the packet."
    },
    mixinStandardHelpOptions = true)
public final class AgentBenchmarkCommand implements Callable<Integer> {
  private static final double LEAST_COPIED = 0.95;

  @Spec private CommandSpec spec;

  @Option(
      names = "--cameras",
      description = "Cameras of 4 Mb/s (default: ${DEFAULT-VALUE}).",
      defaultValue = "8")
  private int cameras;

  @Option(
      names = "--transport",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "udp")
  private Transport transport;

  @Option(
      names = "--warm-up",
      description =
          "Seconds before the first is counted: the JVM compiles (default: ${DEFAULT-VALUE}).",
      defaultValue = "120")
  private int warmUp;

  @Option(
      names = "--seconds",
      description = "Seconds of a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "60")
  private int seconds;

  @Option(
      names = "--rounds",
      description = "Rounds (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("camvitals-bench-agent-");
    try (KafkaServer kafka = KafkaServer.start();
        SimulatedCameras simulated = new SimulatedCameras(directory, cameras, transport);
        ChildProgram agent =
            MeasuredAgent.start(directory, kafka.bootstrapServers(), simulated.urls(), transport);
        ChildProgram ffmpeg = FfmpegPeer.start(directory, simulated.urls().values(), transport)) {
      say("%d cameras of 4 Mb/s over %s; %d s to warm up", cameras, transport, warmUp);
      sleep(warmUp, List.of(agent, ffmpeg));
      UsageMeter ours = new UsageMeter("agent", agent.pid());
      UsageMeter theirs = new UsageMeter("ffmpeg", ffmpeg.pid());
      for (int round = 1; round <= rounds; round++) {
        measure(round, ours, theirs, List.of(agent, ffmpeg));
      }
      simulated.check();
      compare(simulated.quiesce(), agent, ffmpeg, kafka.bootstrapServers());
      say("%s; aims: below 5 %% and 150 MB with 8 cameras", ours.summary());
      say("%s", theirs.summary());
      say("agent-vs-ffmpeg %.2f", theirs.cpuShare() / ours.cpuShare());
    } finally {
      delete(directory);
    }
    return 0;
  }

  private void measure(int round, UsageMeter ours, UsageMeter theirs, List<ChildProgram> programs)
      throws IOException, InterruptedException {
    ours.begin();
    theirs.begin();
    sleep(seconds, programs);
    say(
        "round %d  agent %5.2f %%  ffmpeg %5.2f %%  load %s",
        round, 100 * ours.end(), 100 * theirs.end(), load());
  }

  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }

  private static void sleep(int span, List<ChildProgram> programs)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(span);
    while (System.nanoTime() < end) {
      Thread.sleep(Math.max(1, Math.min(1_000, (end - System.nanoTime()) / 1_000_000)));
      for (ChildProgram program : programs) {
        program.check();
      }
    }
  }

  /** Both must have done the work that they were measured at. */
  private void compare(
      Map<Integer, Sent> sent, ChildProgram agent, ChildProgram ffmpeg, String bootstrapServers)
      throws IOException, InterruptedException {
    // What the network still holds is read before the sessions end.
    Thread.sleep(1_000);
    agent.terminate();
    ffmpeg.terminate();
    Map<Integer, Long> published = PublishedPackets.read(bootstrapServers);
    long packets = 0;
    for (Map.Entry<Integer, Long> stream : published.entrySet()) {
      Sent truth = sent.remove(stream.getKey());
      if (truth == null || truth.packets() != stream.getValue()) {
        throw new IOException(
            String.format(
                "of stream %08x the agent published %,d packets, but %s: nothing is compared",
                stream.getKey(),
                stream.getValue(),
                truth == null ? "no camera sent it" : truth.packets() + " were sent"));
      }
      packets += truth.packets();
    }
    long toFfmpeg = sent.values().stream().mapToLong(Sent::payloadBytes).sum();
    long copied = FfmpegPeer.copiedBytes(ffmpeg.log());
    if (published.size() != cameras || copied < LEAST_COPIED * toFfmpeg) {
      throw new IOException(
          String.format(
              "the agent published %d streams; ffmpeg copied %,d bytes of %,d: nothing is compared",
              published.size(), copied, toFfmpeg));
    }
    say("the agent published all %,d packets that it was sent", packets);
    say("ffmpeg copied %.1f %% of the bytes that it was sent", 100.0 * copied / toFfmpeg);
  }

  private void say(String format, Object... arguments) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(format, arguments));
    out.flush();
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
