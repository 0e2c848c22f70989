package io.camvitals.benchmarks.micro;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the JMH benchmarks. */
@Command(
    name = "micro",
    description = "Nanoseconds per packet of the inner loops, by JMH.",
    mixinStandardHelpOptions = true)
public final class MicroCommand implements Callable<Integer> {
  @Option(
      names = "--forks",
      description = "JVMs, one after another (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int forks;

  @Option(names = "--profiler", description = "A profiler of JMH, such as gc or stack.")
  private String profiler;

  @Override
  public Integer call() throws RunnerException {
    var options =
        new OptionsBuilder().include(StreamMeterBenchmark.class.getSimpleName()).forks(forks);
    if (profiler != null) {
      options.addProfiler(profiler);
    }
    new Runner(options.build()).run();
    return 0;
  }
}
