package io.camvitals.agent.analyze;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.ipv6;
import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.udp;
import static io.camvitals.agent.source.Frames.udpFrame;

import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Valid captures with bytes changed, cut anywhere: nothing crashes, every packet is counted once.
 */
class CaptureAnalysisFuzzTest {
  @Property(tries = 100)
  void changedCapturesAreAnalysedAsFarAsTheyGo(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] capture = capture(random);
    int changes = random.nextInt(200);
    for (int i = 0; i < changes; i++) {
      int at = 40 + random.nextInt(capture.length - 40);
      capture[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) (capture[at] ^ 1 << random.nextInt(8));
    }
    int length = random.nextBoolean() ? capture.length : 40 + random.nextInt(capture.length - 40);
    Path file = Files.createTempFile("camvitals", ".pcap");
    try {
      Files.write(file, Arrays.copyOf(capture, length));
      CaptureAnalysis analysis = new CaptureAnalysis(new PayloadTypeClocks(Map.of()), true);
      try (CaptureReader reader = CaptureReader.open(file)) {
        analysis.read(reader);
      }
      AnalysisFuzzing.check(analysis.report(), StreamOrder.values());
    } finally {
      Files.delete(file);
    }
  }

  /** H.264, PCMU, RTCP, fragments, tags and IPv6, as pcap or pcapng. */
  static byte[] capture(Random random) {
    CaptureWriter writer =
        new CaptureWriter(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean pcapng = random.nextBoolean();
    if (pcapng) {
      writer.section().describeInterface(1, 0);
    } else {
      writer.pcapHeader(0xa1b2c3d4, 65_535, 1);
    }
    String[] units = {"6742c01eda0280", "68ce3c80", "7c85888040", "7c45ffffff", "419a2012"};
    for (int i = 0; i < 60; i++) {
      byte[] frame =
          switch (i % 6) {
            case 0, 1 ->
                udpFrame(rtp(96, i % 5 == 4, i, i / 5 * 3600, 1, hex(units[i % units.length])));
            case 2 ->
                ethernet(
                    0x8100,
                    concat(hex("0064 86dd"), ipv6(17, udp(7000, 7002, rtp(0, i / 6, i, 2, 160)))));
            case 3 -> udpFrame(5001, 6001, hex("80c80006 00000001" + "00".repeat(20)));
            case 4 -> ethernet(0x0800, ipv4(17, new byte[0], i, 0x2000, udp(1, 2, new byte[24])));
            default -> ethernet(0x0800, ipv4(17, new byte[0], i - 1, 4, new byte[8]));
          };
      if (pcapng) {
        writer.enhancedPacket(0, 1_700_000_000_000_000L + i * 1000L, frame.length, frame);
      } else {
        writer.pcapRecord(1_700_000_000, i * 1000, frame.length, frame.length, frame);
      }
    }
    return writer.bytes();
  }
}
