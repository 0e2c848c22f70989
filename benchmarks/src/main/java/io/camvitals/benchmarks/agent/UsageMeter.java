package io.camvitals.benchmarks.agent;

import io.camvitals.benchmarks.Median;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures one process over one span of time after the other. */
final class UsageMeter {
  private final String name;
  private final long pid;
  private final List<Double> cpuShares = new ArrayList<>();
  private long mostResidentBytes;
  private double cpuAtBegin;
  private long beganNs;

  UsageMeter(String name, long pid) {
    this.name = name;
    this.pid = pid;
  }

  void begin() throws IOException {
    cpuAtBegin = ProcessUsage.of(pid).cpuSeconds();
    beganNs = System.nanoTime();
  }

  /** Ends a span; returns its share of one core, 1 for all of it. */
  double end() throws IOException {
    ProcessUsage usage = ProcessUsage.of(pid);
    double share = (usage.cpuSeconds() - cpuAtBegin) / ((System.nanoTime() - beganNs) / 1e9);
    cpuShares.add(share);
    mostResidentBytes = Math.max(mostResidentBytes, usage.residentBytes());
    return share;
  }

  /** The median over the spans. */
  double cpuShare() {
    return Median.of(cpuShares);
  }

  /** Such as "agent 3.71 % of one core, 138 MB resident". */
  String summary() {
    return String.format(
        "%s %.2f %% of one core, %,.0f MB resident",
        name, 100 * cpuShare(), mostResidentBytes / 1e6);
  }
}
