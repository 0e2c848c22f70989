package io.camvitals.agent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.analyze.AnalysisFuzzing;
import io.camvitals.agent.source.file.CaptureFuzzing;
import io.camvitals.agent.source.packet.PacketFuzzing;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Feeds damaged inputs to each parser of captures: none may throw anything but what its
 * documentation says, or keep more and more memory. Some thousand inputs in a build; {@code
 * -Dcamvitals.fuzz.inputs=1000000} makes it a long run. A failure names the seed that repeats it:
 * {@code -Dcamvitals.fuzz.seed=...}.
 */
class ParserFuzzTest {
  private static final long INPUTS = Long.getLong("camvitals.fuzz.inputs", 2_000);
  private static final long SEED = Long.getLong("camvitals.fuzz.seed", System.nanoTime());
  private static final long MOST_GROWTH_BYTES = 24L << 20;

  record NamedTarget(String name, Supplier<Target> target) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<NamedTarget> targets() {
    return List.of(
        new NamedTarget("packets of every link", PacketFuzzing::links),
        new NamedTarget("fragments", PacketFuzzing::fragments),
        new NamedTarget("pcap", () -> CaptureFuzzing::pcap),
        new NamedTarget("pcapng", () -> CaptureFuzzing::pcapng),
        new NamedTarget("gzip", () -> CaptureFuzzing::gzip),
        new NamedTarget("TCP with RTSP and interleaved RTP", TrafficFuzzing::connections),
        new NamedTarget("UDP with RTP, RTCP, MPEG-TS, signalling", TrafficFuzzing::datagrams),
        new NamedTarget("Wireshark's reading", TrafficFuzzing::wireshark),
        new NamedTarget("RTCP", () -> ProtocolFuzzing::rtcp),
        new NamedTarget("SDP", () -> ProtocolFuzzing::sessionDescription),
        new NamedTarget("MPEG-TS", ProtocolFuzzing::transportStream),
        new NamedTarget("payload formats", PayloadFuzzing::target),
        new NamedTarget("whole analysis", () -> AnalysisFuzzing::analyse));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void survives(NamedTarget named) {
    Target target = named.target().get();
    long before = 0;
    for (long i = 0; i < INPUTS; i++) {
      if (i == INPUTS / 10) {
        before = usedMemory();
      }
      try {
        target.accept(new Random(SEED + i));
      } catch (Throwable e) {
        throw new AssertionError(
            "-Dcamvitals.fuzz.seed=" + (SEED + i) + " -Dcamvitals.fuzz.inputs=1: " + e, e);
      }
    }
    assertThat(usedMemory() - before)
        .as("growth of the heap over nine tenths of the inputs")
        .isLessThan(MOST_GROWTH_BYTES);
    System.out.printf("%s: %,d inputs from seed %d%n", named, INPUTS, SEED);
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
