package io.camvitals.agent.analyze;

import static io.camvitals.agent.source.Frames.udpFrame;
import static io.camvitals.metrics.mpegts.TransportStreamFigure.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.mpegts.TransportStreamFigure;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the transport streams of recorded captures against what tshark says of their packets. */
class TransportStreamComparisonIT {
  private static final List<String> CAPTURES =
      List.of(
          "local__ff_mpegts_udp.pcap",
          "tsduck-test__test-176.pcapng",
          "tsduck-test__test-162.pcap");

  @TempDir Path directory;

  @Test
  void packetsSkipsAndClockReferencesAreThoseOfTshark() throws Exception {
    Optional<Path> captures = SharedCaptures.find();
    assumeTrue(captures.isPresent(), "no folder shared/captures");
    assumeTrue(RequiredTool.present("tshark"));
    for (String name : CAPTURES) {
      compare(captures.get().resolve(name));
    }
  }

  @Test
  void lostDatagramsAreWhatTsharkSkips() throws Exception {
    assumeTrue(RequiredTool.present("tshark"));
    Path capture = Files.write(directory.resolve("lost.pcap"), withLoss());
    Figures<TransportStreamFigure> figures = compare(capture);
    assertThat(figures.get(CONTINUITY_ERRORS)).isPositive();
  }

  /** Two PIDs in datagrams of seven packets, of which some are lost: never 16 of one PID. */
  private static byte[] withLoss() {
    Random random = new Random(290);
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 65_535, 1);
    int[] counters = new int[2];
    boolean lostBefore = false;
    for (int datagram = 0; datagram < 2_000; datagram++) {
      byte[] payload = new byte[7 * 188];
      for (int at = 0; at < payload.length; at += 188) {
        int pid = random.nextInt(3) == 0 ? 1 : 0;
        payload[at] = 0x47;
        payload[at + 1] = 1;
        payload[at + 2] = (byte) pid;
        payload[at + 3] = (byte) (0x10 | counters[pid]++ & 0xf);
        payload[at + 4] = (byte) datagram;
      }
      boolean lost = datagram > 10 && !lostBefore && random.nextInt(20) == 0;
      lostBefore = lost;
      if (!lost) {
        byte[] frame = udpFrame(5000, 1234, payload);
        writer.pcapRecord(1_700_000_000, datagram * 400, frame.length, frame.length, frame);
      }
    }
    return writer.bytes();
  }

  private static Figures<TransportStreamFigure> compare(Path capture) throws Exception {
    CaptureReport report = CaptureComparisonTest.analyze(capture);
    assertThat(report.transportStreams()).as("%s", capture).isNotEmpty();
    Figures<TransportStreamFigure> figures = new Figures<>(TransportStreamFigure.class);
    report.transportStreams().forEach(stream -> figures.merge(stream.figures()));
    List<String> pids = tshark(capture, "mp2t.pid");
    assertThat(figures.get(PACKETS)).as("packets of %s", capture).isEqualTo(pids.size());
    assertThat(figures.get(NULL_PACKETS))
        .isEqualTo(pids.stream().filter("0x00001fff"::equals).count());
    assertThat(figures.get(PACKETS_MISSING))
        .as("skips of %s", capture)
        .isEqualTo(
            tshark(capture, "mp2t.analysis.skips").stream().mapToLong(Long::parseLong).sum());
    assertThat(figures.get(PCRS)).isEqualTo(tshark(capture, "mp2t.af.pcr").size());
    assertThat(figures.get(SYNC_BYTE_ERRORS)).isZero();
    return figures;
  }

  /** Each occurrence of a field, in the order of the capture. */
  private static List<String> tshark(Path capture, String field)
      throws IOException, InterruptedException {
    String output = TsharkOutput.of(capture, "-T", "fields", "-e", field);
    return output
        .lines()
        .flatMap(line -> Stream.of(line.split(",")))
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
