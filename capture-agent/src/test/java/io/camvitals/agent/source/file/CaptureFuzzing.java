package io.camvitals.agent.source.file;

import static io.camvitals.agent.source.Frames.rtp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.fuzz.Mutations;
import io.camvitals.agent.source.CaptureWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Damaged capture files for the readers. */
public final class CaptureFuzzing {
  private static final int[] MAGICS = {0xa1b2c3d4, 0xa1b23c4d};

  private CaptureFuzzing() {}

  public static void pcap(Random random) throws IOException {
    read(Mutations.of(validPcap(random), random));
  }

  public static void pcapng(Random random) throws IOException {
    read(Mutations.of(validPcapng(random), random));
  }

  /** gzip, damaged outside or inside, in one member or in two. */
  public static void gzip(Random random) throws IOException {
    byte[] capture = random.nextBoolean() ? validPcap(random) : validPcapng(random);
    int middle = random.nextInt(capture.length);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    if (random.nextBoolean()) {
      pack(capture, 0, middle, packed);
    } else {
      middle = 0;
    }
    pack(capture, middle, capture.length, packed);
    read(Mutations.of(packed.toByteArray(), random));
  }

  private static void pack(byte[] bytes, int from, int to, ByteArrayOutputStream packed)
      throws IOException {
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes, from, to - from);
    }
  }

  private static void read(byte[] file) throws IOException {
    try (CaptureReader reader = open(file)) {
      long[] bytes = new long[1];
      reader.read(
          packet -> {
            byte[] read = new byte[packet.capturedLength()];
            packet.buffer().get(packet.offset(), read);
            assertThat(packet.wireLength()).isGreaterThanOrEqualTo(packet.capturedLength());
            assertThat(reader.interfaces()).hasSizeGreaterThan(packet.interfaceIndex());
            bytes[0] += read.length;
          });
      reader.damage().ifPresent(damage -> assertThat(damage.offset()).isNotNegative());
      reader.interfaces().forEach(each -> assertThat(each.dropped()).isNotNegative());
    } catch (CaptureFormatException e) {
      assertThat(e).hasMessageStartingWith("damaged: byte ");
    }
  }

  /** Opens a capture that lies in memory. */
  public static CaptureReader open(byte[] file) throws IOException {
    return CaptureFormat.open(
        Path.of("damaged"), StreamedBytes.of(new ByteArrayInputStream(file), file.length));
  }

  /** A few packets of RTP, in either byte order. */
  public static byte[] validPcap(Random random) {
    CaptureWriter writer = new CaptureWriter(order(random));
    writer.pcapHeader(MAGICS[random.nextInt(2)], 65_535, 1);
    for (int i = 0; i < 6; i++) {
      byte[] packet = packet(i);
      writer.pcapRecord(1_700_000_000, i * 1000, packet.length, packet.length, packet);
    }
    return writer.bytes();
  }

  /** All blocks that are read and one that is not, in either byte order. */
  public static byte[] validPcapng(Random random) {
    CaptureWriter writer = new CaptureWriter(order(random));
    writer
        .section()
        .describeInterface(1, 0, writer.option(2, "eth0"), writer.option(9, new byte[] {6}))
        .describeInterface(127, 64, writer.option(9, new byte[] {9}), writer.option(14, 5L));
    for (int i = 0; i < 4; i++) {
      byte[] packet = packet(i);
      long units = 1_700_000_000_000_000L + i * 1000L;
      writer.enhancedPacket(0, units, packet.length, packet, writer.option(4, 1L));
    }
    return writer
        .enhancedPacket(1, 1_700_000_000_000_000_000L, 30, new byte[30])
        .block(4, new CaptureWriter(ByteOrder.LITTLE_ENDIAN).raw(new byte[8]))
        .simplePacket(5, new byte[5])
        .obsoletePacket(0, 1, 1_700_000_000_100_000L, packet(5))
        .statistics(0, writer.option(4, 100L), writer.option(5, 3L), writer.option(7, 10L))
        .raw(new CaptureWriter(order(random)).section().describeInterface(1, 0).bytes())
        .bytes();
  }

  private static ByteOrder order(Random random) {
    return random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static byte[] packet(int number) {
    return udpFrame(rtp(0, number, 160 * number, 7, 20));
  }
}
