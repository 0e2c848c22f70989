package io.camvitals.benchmarks.analyze;

import io.camvitals.benchmarks.CamvitalsHome;
import io.camvitals.benchmarks.Median;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packets a second of {@code camvitals analyze} beside those of tshark, on one file in one run. */
@Command(
    name = "analyze",
    description = {
      "./camvitals analyze beside tshark -q -z rtp,streams on the same capture file, in turns.",
      "Times are of whole processes, from start to end; the file is in the page cache.",
      "The ratio is that of processor time, which other work on the machine changes least; a plain"
          + " read that touches each packet's headers stands beside it as the limit."
    },
    mixinStandardHelpOptions = true)
public final class AnalyzeBenchmarkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--packets",
      description = "Packets in the file; about 0.8 kB each (default: ${DEFAULT-VALUE}).",
      defaultValue = "3500000")
  private int packets;

  @Option(
      names = "--streams",
      description = "Streams in the file, 1 to 1000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "200")
  private int streams;

  @Option(
      names = "--rounds",
      description = "How often each runs (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int rounds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path file = RtpCaptureFile.in(CamvitalsHome.cache(), packets, streams);
    out.printf("%s: %,d bytes%n", file, Files.size(file));
    out.flush();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    Peer camvitals = new CamvitalsPeer();
    Peer tshark = new TsharkPeer();
    List<Double> ratios = new ArrayList<>();
    List<Double> elapsed = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Peer.Run ours = measure(round, camvitals, file, out);
      Peer.Run theirs = measure(round, tshark, file, out);
      if (!agree(ours.packets(), theirs.packets(), out)) {
        return 1;
      }
      double limit = HeaderTouch.cpuSeconds(file, packets);
      out.printf(
          "round %d  %-18s %25.2f s CPU   %,12.0f packets/s of CPU time%n",
          round, "plain read", limit, packets / limit);
      ratios.add(theirs.cpuSeconds() / ours.cpuSeconds());
      elapsed.add(theirs.seconds() / ours.seconds());
    }
    out.printf("both found the same %,d packets in %,d streams, in each round%n", packets, streams);
    out.printf("analyze-vs-tshark-elapsed %.1f%n", Median.of(elapsed));
    out.printf("analyze-vs-tshark %.1f%n", Median.of(ratios));
    out.flush();
    return 0;
  }

  private Peer.Run measure(int round, Peer peer, Path file, PrintWriter out)
      throws IOException, InterruptedException {
    Peer.Run run = peer.run(file);
    out.printf(
        "round %d  %-18s %8.2f s elapsed %8.2f s CPU   %,12.0f packets/s of CPU time%n",
        round, peer.name(), run.seconds(), run.cpuSeconds(), packets / run.cpuSeconds());
    out.flush();
    return run;
  }

  private boolean agree(Map<StreamName, Long> ours, Map<StreamName, Long> theirs, PrintWriter out) {
    long sum = ours.values().stream().mapToLong(Long::longValue).sum();
    if (ours.equals(theirs) && ours.size() == streams && sum == packets) {
      return true;
    }
    out.printf(
        "camvitals found %,d packets in %,d streams; %,d were written in %,d%n",
        sum, ours.size(), packets, streams);
    theirs.forEach(
        (stream, count) -> {
          if (!count.equals(ours.get(stream))) {
            out.printf("%s: tshark %,d, camvitals %,d%n", stream, count, ours.get(stream));
          }
        });
    out.println("the peers do not agree: nothing is compared");
    out.flush();
    return false;
  }
}
