package io.camvitals.benchmarks;

import io.camvitals.benchmarks.agent.AgentBenchmarkCommand;
import io.camvitals.benchmarks.analyze.AnalyzeBenchmarkCommand;
import io.camvitals.benchmarks.capture.CaptureBenchmarkCommand;
import io.camvitals.benchmarks.micro.MicroCommand;
import io.camvitals.benchmarks.pipeline.PipelineBenchmarkCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code camvitals bench}: what runs how fast, beside a named peer or a raw limit. */
@Command(
    name = "camvitals bench",
    description =
        "Measures throughput and cost; each benchmark ends in one line: its name and a ratio.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AgentBenchmarkCommand.class,
      AnalyzeBenchmarkCommand.class,
      CaptureBenchmarkCommand.class,
      PipelineBenchmarkCommand.class,
      MicroCommand.class
    })
public final class BenchCommand {
  private BenchCommand() {}

  /** Runs the command; the exit code is 0 on success, 1 on failure, 2 on wrong usage. */
  public static void main(String[] arguments) {
    // The agent's jar brings a configuration of its own.
    System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
    CommandLine commandLine = new CommandLine(new BenchCommand());
    commandLine.setExecutionExceptionHandler(
        (exception, command, result) -> {
          command.getErr().println("camvitals: " + exception.getMessage());
          return 1;
        });
    System.exit(commandLine.execute(arguments));
  }
}
