package io.camvitals.agent.health;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU and memory of this process, under the names that Prometheus's clients use. */
final class ProcessFigures {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessFigures() {}

  static void write(PrometheusText text) {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      text.counter("process_cpu_seconds_total", "CPU time, user and system.");
      text.sample(system.getProcessCpuTime() / 1e9);
    }
    long resident = residentBytes();
    if (resident > 0) {
      text.gauge("process_resident_memory_bytes", "Resident memory.");
      text.sample(resident);
    }
    text.gauge("process_start_time_seconds", "Start, seconds since the Unix epoch.");
    text.sample(ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
  }

  /** 0 where the kernel does not tell. */
  private static long residentBytes() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return 1_024L * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
