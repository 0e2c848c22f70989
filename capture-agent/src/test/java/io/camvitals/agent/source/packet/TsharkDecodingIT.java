package io.camvitals.agent.source.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.analyze.SharedCaptures;
import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.event.StreamKeys;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the flows of UDP that we find against those that tshark finds. */
class TsharkDecodingIT {
  /**
   * tshark reads on behind a UDP length that is longer than the IP packet; a receiver does not, and
   * neither do we.
   */
  private static final Set<String> LENGTHS_THAT_CONTRADICT =
      Set.of("nDPI__fuzz-2006-06-26-2594.pcap", "tcpdump__rtp-seg-fault-1.pcapng");

  @TempDir Path directory;

  @BeforeEach
  void needsTshark() {
    assumeTrue(RequiredTool.present("tshark"));
  }

  static List<SamplePacket> samples() {
    return SamplePacket.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsEachLinkAndTunnelAsTsharkDoes(SamplePacket sample)
      throws IOException, InterruptedException {
    byte[] bytes = sample.bytes();
    Path file =
        Files.write(
            directory.resolve("sample.pcap"),
            new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
                .pcapHeader(0xa1b2c3d4, 65_535, sample.linkType())
                .pcapRecord(1_700_000_000, 0, bytes.length, bytes.length, bytes)
                .bytes());
    Map<String, Integer> ours = flows(file);
    assertThat(ours).hasSize(1);
    assertThat(ours).isEqualTo(TsharkFlows.of(file));
  }

  @Test
  void findsTheFlowsOfRecordedCaptures() throws IOException, InterruptedException {
    Path captures = SharedCaptures.find().orElse(null);
    assumeTrue(captures != null, "no shared captures beside the repository");
    List<String> problems = new ArrayList<>();
    int compared = 0;
    for (Path file : files(captures)) {
      Map<String, Integer> ours = flows(file);
      Map<String, Integer> theirs = TsharkFlows.of(file);
      compared += theirs.size();
      if (LENGTHS_THAT_CONTRADICT.contains(file.getFileName().toString())) {
        ours.forEach(
            (flow, packets) ->
                assertThat(packets).as(flow).isLessThanOrEqualTo(theirs.getOrDefault(flow, 0)));
      } else if (!ours.equals(theirs)) {
        problems.add(file.getFileName() + ": here " + ours + ", tshark " + theirs);
      }
    }
    assertThat(problems).isEmpty();
    assertThat(compared).isPositive();
  }

  private static List<Path> files(Path captures) throws IOException {
    try (Stream<Path> files = Files.walk(captures, 2)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*\\.pcap(ng)?(\\.[0-9]+)?"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, Integer> flows(Path file) throws IOException {
    Map<String, Integer> flows = new TreeMap<>();
    PacketDecoder decoder = new PacketDecoder();
    try (CaptureReader reader = CaptureReader.open(file)) {
      reader.read(
          packet -> {
            if (decoder.decode(packet) == DecodeResult.UDP) {
              UdpDatagram datagram = decoder.datagram();
              String flow =
                  StreamKeys.of(datagram.source()) + ' ' + StreamKeys.of(datagram.destination());
              flows.merge(flow, 1, Integer::sum);
            }
          });
    }
    return flows;
  }
}
