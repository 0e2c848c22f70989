package io.camvitals.agent.analyze;

import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes a capture of streams with loss, reordering and duplicates, and holds the analysis against
 * the truth of what was written, and against the tshark of this machine where both mean the same.
 */
class TsharkComparisonIT {
  private static final int STREAMS = 20;
  private static final int PACKETS = 2_000;
  private static final int CLOCK_PER_MS = 8;

  /** SSRC, packets, lost, and the last of the three jitter columns, the maximum. */
  private static final Pattern LINE =
      Pattern.compile(
          ".* 0x([0-9A-F]{8})\\s+\\S+\\s+(\\d+)\\s+(-?\\d+) \\(\\S+\\)(?:\\s+\\S+){5}\\s+(\\S+).*");

  @TempDir Path directory;

  private record Sent(long timeUs, int ssrc, byte[] frame) {}

  private record Truth(int packets, int lost, int duplicates) {}

  @Test
  void agreesWithTheTruthAndWithTshark() throws IOException, InterruptedException {
    assumeTrue(RequiredTool.present("tshark"));
    Map<Integer, Truth> truth = new HashMap<>();
    Path capture = Files.write(directory.resolve("streams.pcap"), write(truth));
    CaptureReport report = CaptureComparisonTest.analyze(capture);
    Map<Integer, String[]> tshark = tshark(capture);

    assertThat(report.streams()).hasSize(STREAMS);
    assertThat(tshark).hasSize(STREAMS);
    for (StreamReport stream : report.streams()) {
      int ssrc = Integer.parseUnsignedInt(stream.ssrc(), 16);
      Truth expected = truth.get(ssrc);
      assertThat(stream.packets()).isEqualTo(expected.packets);
      assertThat(stream.lost()).isEqualTo(expected.lost);
      assertThat(stream.duplicates()).isEqualTo(expected.duplicates);
      String[] reference = tshark.get(ssrc);
      assertThat(stream.packets()).isEqualTo(Long.parseLong(reference[0]));
      assertThat(stream.lost() - stream.duplicates()).isEqualTo(Long.parseLong(reference[1]));
      assertThat(stream.jitterMaxMs()).isCloseTo(Double.parseDouble(reference[2]), within(0.001));
    }
  }

  private static byte[] write(Map<Integer, Truth> truth) {
    Random random = new Random(20);
    List<Sent> sent = new ArrayList<>();
    for (int stream = 0; stream < STREAMS; stream++) {
      int ssrc = 0x1000 + stream;
      // Below the wrap, at which tshark counts reordering as loss of 65,536.
      int first = 1 + random.nextInt(60_000);
      Set<Integer> received = new HashSet<>();
      int packets = 0;
      for (int i = 0; i < PACKETS; i++) {
        // Neither the first packets nor the last one, from which tshark counts.
        boolean mayFail = i > 10 && i < PACKETS - 10;
        if (mayFail && random.nextInt(100) < stream) {
          continue;
        }
        long delayUs = mayFail && random.nextInt(50) == 0 ? 45_000 : random.nextInt(5_000);
        int copies = mayFail && random.nextInt(100) == 0 ? 2 : 1;
        byte[] frame =
            udpFrame(5000 + 2 * stream, 6000, rtp(0, first + i, 20 * CLOCK_PER_MS * i, ssrc, 160));
        for (int copy = 0; copy < copies; copy++) {
          sent.add(new Sent(20_000L * i + delayUs + copy * 100L, ssrc, frame));
          packets++;
        }
        received.add(i);
      }
      truth.put(ssrc, new Truth(packets, PACKETS - received.size(), packets - received.size()));
    }
    sent.sort(Comparator.comparingLong(Sent::timeUs));
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 65_535, 1);
    for (Sent packet : sent) {
      writer.pcapRecord(
          1_700_000_000 + (int) (packet.timeUs / 1_000_000),
          (int) (packet.timeUs % 1_000_000),
          packet.frame.length,
          packet.frame.length,
          packet.frame);
    }
    return writer.bytes();
  }

  /** Packets, lost and maximum jitter as tshark prints them, by SSRC. */
  private static Map<Integer, String[]> tshark(Path capture)
      throws IOException, InterruptedException {
    String output = TsharkOutput.streams(capture);
    Map<Integer, String[]> streams = new HashMap<>();
    for (String line : output.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        streams.put(
            Integer.parseUnsignedInt(matcher.group(1), 16),
            new String[] {matcher.group(2), matcher.group(3), matcher.group(4)});
      }
    }
    return streams;
  }
}
