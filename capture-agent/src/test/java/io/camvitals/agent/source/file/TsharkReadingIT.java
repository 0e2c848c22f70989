package io.camvitals.agent.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.analyze.SharedCaptures;
import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.servers.RequiredTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds times and lengths of packets as we read them against those that tshark reads. */
class TsharkReadingIT {
  private static final byte[] PACKET = new byte[60];

  @TempDir Path directory;

  @BeforeEach
  void needsTshark() {
    assumeTrue(RequiredTool.present("tshark"));
  }

  @Test
  void readsEveryKindOfPcap() throws IOException, InterruptedException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      for (int magic : new int[] {0xa1b2c3d4, 0xa1b23c4d}) {
        assertAgrees(
            new CaptureWriter(order)
                .pcapHeader(magic, 65_535, 1)
                .pcapRecord(1_700_000_000, 999_999, 60, 1500, PACKET)
                .pcapRecord(0, 0, 60, 60, PACKET)
                .pcapRecord(0x7fffffff, 1, 0, 60, new byte[0])
                .bytes());
      }
    }
    CaptureWriter modified = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    modified.pcapHeader(0xa1b2cd34, 65_535, 1);
    for (int i = 0; i < 3; i++) {
      modified.ints(1_700_000_000, i, 60, 60).ints(3, 0).raw(PACKET);
    }
    assertAgrees(modified.bytes());
  }

  @Test
  void readsEveryKindOfPcapng() throws IOException, InterruptedException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      CaptureWriter writer = new CaptureWriter(order);
      writer.section();
      int[] resolutions = {0, 3, 6, 9, 0x80, 0x8a, 0x94, 0x9e};
      for (int resolution : resolutions) {
        byte[] code = {(byte) resolution};
        writer.describeInterface(1, 0, writer.option(9, code), writer.option(14, 100L));
      }
      for (int i = 0; i < resolutions.length; i++) {
        boolean binary = (resolutions[i] & 0x80) != 0;
        int exponent = resolutions[i] & 0x7f;
        long unitsPerSecond = binary ? 1L << exponent : (long) Math.pow(10, exponent);
        long units = 1_700_000_000L * unitsPerSecond + unitsPerSecond / 3;
        writer.enhancedPacket(i, units, 1500, PACKET, writer.option(1, "a comment"));
        writer.obsoletePacket(i, 1, units, PACKET);
      }
      writer
          .block(4, new CaptureWriter(order).ints(0))
          .statistics(0, writer.option(5, 2L))
          .raw(
              new CaptureWriter(ByteOrder.BIG_ENDIAN)
                  .section()
                  .describeInterface(101, 65_535)
                  .enhancedPacket(0, 1_700_000_000_000_000L, 60, PACKET)
                  .bytes());
      assertAgrees(writer.bytes());
    }
  }

  @Test
  void readsGzipOfSeveralMembers() throws IOException, InterruptedException {
    byte[] capture = CaptureWriter.pcap(PACKET, PACKET, PACKET);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int[] part : new int[][] {{0, 50}, {50, capture.length - 50}}) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(capture, part[0], part[1]);
      }
    }
    assertAgrees(packed.toByteArray());
  }

  @Test
  void readsFilesThatAreCutAsFarAsTheyGo() throws IOException, InterruptedException {
    Random random = new Random(7);
    for (int i = 0; i < 10; i++) {
      byte[] file =
          i % 2 == 0 ? CaptureFuzzing.validPcap(random) : CaptureFuzzing.validPcapng(random);
      assertAgrees(java.util.Arrays.copyOf(file, 150 + random.nextInt(file.length - 150)));
    }
  }

  @Test
  void readsRecordedCaptures() throws IOException, InterruptedException {
    Path captures = SharedCaptures.find().orElse(null);
    assumeTrue(captures != null, "no shared captures beside the repository");
    try (Stream<Path> files = Files.list(captures)) {
      for (Path file :
          files.filter(each -> each.toString().matches(".*\\.pcap(ng)?(\\.[0-9]+)?")).toList()) {
        assertThat(ours(file)).as(file.toString()).isEqualTo(tshark(file));
      }
    }
  }

  private void assertAgrees(byte[] content) throws IOException, InterruptedException {
    Path file = Files.write(Files.createTempFile(directory, "capture", ""), content);
    assertThat(ours(file)).isEqualTo(tshark(file));
  }

  private static List<String> ours(Path file) throws IOException {
    List<String> packets = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(file)) {
      reader.read(
          packet ->
              packets.add(
                  (packet.timestamped() ? time(packet.timestampNs()) : "")
                      + '\t'
                      + packet.wireLength()
                      + '\t'
                      + packet.capturedLength()));
    }
    return packets;
  }

  private static String time(long nanoseconds) {
    return String.format("%d.%09d", nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
  }

  private static List<String> tshark(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "tshark",
                "-n",
                "-r",
                file.toString(),
                "-T",
                "fields",
                "-e",
                "frame.time_epoch",
                "-e",
                "frame.len",
                "-e",
                "frame.cap_len")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // 2 stands for a file that is cut off.
    assertThat(process.waitFor()).isIn(0, 2);
    return output.lines().toList();
  }
}
