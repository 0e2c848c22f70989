package io.camvitals.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ./camvitals demo}. */
@Command(
    name = "camvitals demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole system on this machine: Kafka, Elasticsearch, Flink, simulated cameras with"
          + " faults, and an agent that measures them.",
      "It shows the cameras' figures as Elasticsearch has them. At the end it compares them with"
          + " what the simulator sent."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the figures agree with the truth, or the demo was stopped early",
      "1:a part failed, or a figure differs from the truth",
      "2:wrong usage"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long SHUTDOWN_SECONDS = 60;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "End by itself that long after all cameras are measured: 90s, 5m, 1h.")
  private Duration duration;

  @Option(
      names = "--cameras",
      defaultValue = "8",
      description = "Simulated cameras, 1 to 64. Default: ${DEFAULT-VALUE}.")
  private int cameras;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of the cameras' faults. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the comparison as JSON.")
  private Path report;

  @Option(
      names = "--directory",
      defaultValue = "${sys:camvitals.root:-.}/.camvitals/demo",
      description = "For logs and data. Default: ${DEFAULT-VALUE}.")
  private Path directory;

  @Option(names = "--keep-data", description = "Keep the servers' data after the end.")
  private boolean keepData;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of Kafka; a free one when it is taken. Default: ${DEFAULT-VALUE}.")
  private int kafkaPort;

  @Option(
      names = "--elasticsearch-port",
      paramLabel = "PORT",
      defaultValue = "9200",
      description =
          "Port of Elasticsearch; a free one when it is taken. Default: ${DEFAULT-VALUE}.")
  private int elasticsearchPort;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description =
          "Port of Flink's web UI; a free one when it is taken. Default: ${DEFAULT-VALUE}.")
  private int flinkPort;

  @Option(
      names = "--rtsp-port",
      paramLabel = "PORT",
      defaultValue = "8554",
      description =
          "Port of the simulated cameras; a free one when it is taken. Default: ${DEFAULT-VALUE}.")
  private int rtspPort;

  @Option(
      names = "--agent-port",
      paramLabel = "PORT",
      defaultValue = "9464",
      description =
          "Port of the agent's metrics and health; a free one when it is taken. Default: ${DEFAULT-VALUE}.")
  private int agentPort;

  private DemoCommand() {}

  /** Runs the demo and exits. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new DemoCommand())
            .setParameterExceptionHandler(new UrlHidingErrors())
            .execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (cameras < 1 || cameras > 64) {
      System.err.println("--cameras " + cameras + " is not within 1 to 64");
      return CommandLine.ExitCode.USAGE;
    }
    Console console = new Console(System.out, isTerminal());
    StopSignal stop = new StopSignal();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stopInOrder(stop, stopped, console), "stop"));
    try (RunDirectory run = RunDirectory.take(directory);
        DemoStack stack = new DemoStack(options(run.path()), console, Modules.find(), stop)) {
      return new Demo(options(run.path()), console, stack, stop).run() ? 0 : 1;
    } catch (DemoStoppedException e) {
      return 0;
    } catch (Exception e) {
      console.step("failed: " + e.getMessage());
      return 1;
    } finally {
      console.step("everything is stopped");
      stopped.countDown();
    }
  }

  private DemoOptions options(Path runDirectory) {
    return new DemoOptions(
        cameras,
        seed,
        Optional.ofNullable(duration),
        Optional.ofNullable(report),
        runDirectory,
        keepData,
        new DemoPorts(kafkaPort, elasticsearchPort, flinkPort, rtspPort, agentPort));
  }

  private static void stopInOrder(StopSignal stop, CountDownLatch stopped, Console console) {
    stop.request();
    if (stopped.getCount() > 0) {
      console.step("stopping; this takes some seconds");
    }
    try {
      if (!stopped.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("stopping took longer than " + SHUTDOWN_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isTerminal() {
    String terminal = System.getenv("TERM");
    return System.console() != null && terminal != null && !terminal.equals("dumb");
  }

  /** Durations as people write them. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      try {
        Duration duration = Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
        if (!duration.isNegative() && !duration.isZero()) {
          return duration;
        }
      } catch (DateTimeParseException e) {
        // Refused below.
      }
      throw new TypeConversionException("'" + value + "' is no duration such as 90s, 5m or 1h");
    }
  }
}
