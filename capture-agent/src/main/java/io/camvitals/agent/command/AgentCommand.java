package io.camvitals.agent.command;

import io.camvitals.agent.configuration.AgentConfiguration;
import io.camvitals.agent.configuration.CameraConfiguration;
import io.camvitals.agent.configuration.ConfigurationException;
import io.camvitals.agent.configuration.ConfigurationFile;
import io.camvitals.protocol.rtsp.RtspUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sun.misc.Signal;

/** {@code ./camvitals agent}: captures cameras' streams and publishes events to Kafka. */
@Command(
    name = "camvitals agent",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Captures the streams of cameras and publishes what it sees to Kafka.",
      "Everything is configured in one file; the file shipped, camvitals.yml, explains each key.",
      "SIGTERM and Ctrl-C end it within five seconds. A change of the file, or SIGHUP, changes the"
          + " cameras without a restart."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it was ended", "1:it could not start", "2:usage or configuration is wrong"})
public final class AgentCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);
  private static final long LONGEST_END_MS = 4_900;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; camvitals.yml in this directory when there is one.")
  private Path file;

  @Option(
      names = "--camera",
      paramLabel = "ID=URL",
      description = "A camera beside those of the file, such as gate=rtsp://192.0.2.10/stream1.")
  private List<String> cameras = new ArrayList<>();

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Where Kafka is, in place of what the file says.")
  private String bootstrapServers;

  @Option(names = "--check", description = "Read the configuration, say what is wrong, and end.")
  private boolean check;

  @Spec private CommandSpec command;

  private final CountDownLatch endAsked = new CountDownLatch(1);

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new AgentCommand())
            .setParameterExceptionHandler(new MaskingErrors())
            .execute(arguments));
  }

  @Override
  public Integer call() {
    Path shipped = Path.of("camvitals.yml");
    if (file == null && Files.exists(shipped)) {
      file = shipped;
    }
    AgentConfiguration configuration;
    try {
      configuration = configuration();
    } catch (ConfigurationException | IllegalArgumentException e) {
      command
          .commandLine()
          .getErr()
          .println(RtspUrl.withoutSecrets(String.valueOf(e.getMessage())));
      return CommandLine.ExitCode.USAGE;
    }
    if (check) {
      if (configuration.hasNoSource()) {
        command
            .commandLine()
            .getErr()
            .println(
                "There is nothing to measure: name cameras, or capture.interfaces or"
                    + " capture.files");
        return CommandLine.ExitCode.USAGE;
      }
      command
          .commandLine()
          .getOut()
          .printf(
              "%s is right: %d cameras, Kafka at %s%n",
              file == null ? "The configuration" : file,
              configuration.cameras().size(),
              configuration.kafka().bootstrapServers());
      return CommandLine.ExitCode.OK;
    }
    return run(configuration);
  }

  private AgentConfiguration configuration() throws ConfigurationException {
    AgentConfiguration configuration =
        file == null
            ? ConfigurationFile.parse("defaults", "", System.getenv())
            : ConfigurationFile.load(file, System.getenv());
    List<CameraConfiguration> added = cameras.stream().map(ConfigurationFile::camera).toList();
    return configuration.with(added).withBootstrapServers(bootstrapServers);
  }

  private int run(AgentConfiguration configuration) {
    for (String signal : List.of("TERM", "INT")) {
      Signal.handle(new Signal(signal), received -> end());
    }
    try (Agent agent = new Agent(configuration)) {
      LOG.info(
          "Agent {} at {} sends events to Kafka at {}; metrics and health at http://{}:{}/health",
          configuration.agent().name(),
          configuration.agent().site(),
          configuration.kafka().bootstrapServers(),
          configuration.agent().httpAddress(),
          agent.httpPort());
      if (configuration.hasNoSource()) {
        LOG.warn("No camera is configured: add one to the file, or with --camera id=rtsp://...");
      }
      agent.apply(configuration.cameras());
      waitForEnd(agent);
      LOG.info("Ending: cameras are closed, and what waits is sent");
    } catch (IOException e) {
      command
          .commandLine()
          .getErr()
          .println(RtspUrl.withoutSecrets(String.valueOf(e.getMessage())));
      return CommandLine.ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CommandLine.ExitCode.OK;
  }

  private void waitForEnd(Agent agent) throws InterruptedException {
    if (file == null) {
      endAsked.await();
      return;
    }
    try (ConfigurationWatch watch = new ConfigurationWatch(file, () -> reload(agent))) {
      endAsked.await();
    }
  }

  private void reload(Agent agent) {
    try {
      AgentConfiguration configuration = configuration();
      agent.apply(configuration.cameras());
      LOG.info("The configuration was read anew: {} cameras", configuration.cameras().size());
    } catch (ConfigurationException | IllegalArgumentException e) {
      LOG.error("The configuration stays as it was, for the new one is wrong: {}", e.getMessage());
    }
  }

  /** Lets the main thread close everything, and sees that this takes no longer than promised. */
  private void end() {
    endAsked.countDown();
    Thread limit =
        new Thread(
            () -> {
              try {
                Thread.sleep(LONGEST_END_MS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              LOG.warn("Ended before everything was closed");
              Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
            },
            "end-limit");
    limit.setDaemon(true);
    limit.start();
  }
}
