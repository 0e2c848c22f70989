package io.camvitals.benchmarks.capture;

import io.camvitals.benchmarks.CamvitalsHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The agent's live capture beside {@code tcpdump -w}, on the same packets at the same time. */
@Command(
    name = "capture",
    description = {
      "The agent's live capture, up to the records for Kafka, and tcpdump -w on the loopback"
          + " interface, both at once on the same RTP packets, at rising rates.",
      "The ratio is tcpdump's processor time per packet to ours, at the highest rate at which"
          + " neither lost a packet. The start of the programs does not count, Java's compilers do. Needs tcpdump, libpcap and the right to capture."
    },
    mixinStandardHelpOptions = true)
public final class CaptureBenchmarkCommand implements Callable<Integer> {
  private static final int SETTLE_MS = 1_500;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rates",
      split = ",",
      paramLabel = "N",
      description = "Packets per second, rising (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000,25000,50000,100000,150000")
  private List<Integer> rates;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long packets flow at each rate (default: ${DEFAULT-VALUE}).",
      defaultValue = "8")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(CamvitalsHome.cache());
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Double> lossless = new TreeMap<>();
    double ratio = Double.NaN;
    for (int rate : rates) {
      Map<String, Capturer.Result> results = round(rate, lossless, out);
      Capturer.Result ours = results.get(Capturer.CAMVITALS);
      Capturer.Result theirs = results.get(Capturer.TCPDUMP);
      if (ours.captured() == theirs.captured() && ours.dropped() + theirs.dropped() == 0) {
        ratio = theirs.cpuSeconds() / ours.cpuSeconds();
      }
    }
    lossless.forEach(
        (name, reached) -> out.printf("without loss  %-12s %,10.0f packets/s%n", name, reached));
    out.printf("capture-cpu-vs-tcpdump %.2f%n", ratio);
    out.flush();
    return 0;
  }

  private Map<String, Capturer.Result> round(
      int rate, Map<String, Double> lossless, PrintWriter out)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(CamvitalsHome.cache(), "capture", ".pcap");
    Map<String, Capturer.Result> results = new TreeMap<>();
    int packets = rate * seconds;
    try (RtpTraffic traffic = new RtpTraffic();
        Capturer tcpdump = Capturer.tcpdump(traffic.port(), file);
        Capturer camvitals = Capturer.camvitals(traffic.port())) {
      tcpdump.awaitReady();
      camvitals.awaitReady();
      double reached = traffic.send(packets, rate);
      // What waits in the kernel's buffers is handed over within a second.
      Thread.sleep(SETTLE_MS);
      for (Capturer capturer : List.of(tcpdump, camvitals)) {
        Capturer.Result result = capturer.stop();
        results.put(capturer.name(), result);
        if (result.captured() == packets) {
          lossless.put(capturer.name(), reached);
        }
        out.printf(
            "%,9.0f/s  %-12s %,10d of %,d captured, %,d dropped  %6.2f s CPU  %5.2f us/packet%n",
            reached,
            capturer.name(),
            result.captured(),
            packets,
            result.dropped(),
            result.cpuSeconds(),
            1e6 * result.cpuSeconds() / result.captured());
        out.flush();
      }
    } finally {
      Files.delete(file);
    }
    return results;
  }
}
