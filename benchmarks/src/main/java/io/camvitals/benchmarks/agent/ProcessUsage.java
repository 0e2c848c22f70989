package io.camvitals.benchmarks.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far.
 *
 * @param cpuSeconds user and system time of all its threads, in steps of 10 ms
 * @param residentBytes of memory
 */
record ProcessUsage(double cpuSeconds, long residentBytes) {
  /**
   * Reads it now.
   *
   * @throws IOException when there is no such process, or the system does not tell (proc(5))
   */
  static ProcessUsage of(long pid) throws IOException {
    double cpuSeconds =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .map(cpu -> cpu.toNanos() / 1e9)
            .orElseThrow(() -> new IOException("nothing is known of process " + pid));
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return new ProcessUsage(cpuSeconds, 1_024L * Long.parseLong(line.replaceAll("[^0-9]", "")));
      }
    }
    throw new IOException("the memory of process " + pid + " is not known");
  }
}
