package io.camvitals.benchmarks.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  private static final int ONE_SECOND = 1_000_000_000;

  @Test
  void thisProcessUsesWhatItWasMadeToUse() throws Exception {
    long pid = ProcessHandle.current().pid();
    ProcessUsage before = ProcessUsage.of(pid);
    long usedNs = threadCpuNs();
    while (threadCpuNs() - usedNs < ONE_SECOND / 5) {
      assertThat(pid).isPositive();
    }
    ProcessUsage after = ProcessUsage.of(pid);
    assertThat(after.cpuSeconds() - before.cpuSeconds()).isGreaterThan(0.15);
    assertThat(after.residentBytes()).isGreaterThan(10_000_000);
  }

  private static long threadCpuNs() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void aProcessThatIsNotThereIsAnError() {
    assertThatIOException().isThrownBy(() -> ProcessUsage.of(Integer.MAX_VALUE));
  }
}
