package io.camvitals.agent.source.file;

import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.agent.source.CaptureWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureReaderTest {
  private static final byte[] FIRST = hex("0102030405");
  private static final byte[] SECOND = udpFrame(new byte[20]);

  /** What is left of a packet after the call that handed it over. */
  record Seen(
      long timestampNs, boolean timestamped, int wireLength, int link, int on, String hex) {}

  /** A capture read to its end. */
  record Read(List<Seen> packets, CaptureDamage damage, List<CaptureInterface> interfaces) {}

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "a1b2c3d4,1700000000123456000",
    "a1b23c4d,1700000000000123456",
  })
  void readsPcapInBothByteOrders(String magic, long timestampNs) throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] file =
          new CaptureWriter(order)
              .pcapHeader(Integer.parseUnsignedInt(magic, 16), 65535, 1)
              .pcapRecord(1_700_000_000, 123_456, 5, 1500, FIRST)
              .pcapRecord(-1, 0, 62, 62, SECOND)
              .bytes();
      Read read = read(file);
      assertThat(read.damage).isNull();
      assertThat(read.packets).hasSize(2);
      assertThat(read.packets.get(0))
          .isEqualTo(new Seen(timestampNs, true, 1500, 1, 0, "0102030405"));
      assertThat(read.packets.get(1).timestampNs).isEqualTo(4_294_967_295L * 1_000_000_000);
    }
  }

  @Test
  void readsTheModifiedPcapOfOldLinuxKernels() throws IOException {
    byte[] file =
        new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
            .pcapHeader(0xa1b2cd34, 65535, 1)
            .ints(1, 2, 5, 5)
            .ints(3, 0)
            .raw(FIRST)
            .bytes();
    assertThat(read(file).packets)
        .containsExactly(new Seen(1_000_002_000, true, 5, 1, 0, "0102030405"));
  }

  @Test
  void readsPcapngOfSeveralInterfacesAndSections() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      CaptureWriter writer = new CaptureWriter(order);
      writer
          .section()
          .describeInterface(1, 0, writer.option(2, "eth0"))
          .describeInterface(113, 3, writer.option(9, new byte[] {9}), writer.option(14, 1000L))
          .enhancedPacket(0, 1_700_000_000_123_456L, 1500, FIRST)
          .block(0x0bad, new CaptureWriter(order).ints(1, 2, 3))
          .enhancedPacket(1, 42, 5, FIRST, writer.option(4, 7L), writer.option(1, "a comment"))
          .obsoletePacket(0, 3, 1_700_000_000_000_001L, FIRST)
          .obsoletePacket(0, 0xffff, 1_700_000_000_000_002L, FIRST)
          .simplePacket(5, FIRST)
          .statistics(0, writer.option(5, 2L), writer.option(7, 9L))
          .statistics(0, writer.option(4, 100L), writer.option(5, 3L), writer.option(7, 10L))
          .section()
          .describeInterface(101, 0, writer.option(9, new byte[] {(byte) 0x8a}))
          .enhancedPacket(0, 1024 + 512, 5, FIRST);
      Read read = read(writer.bytes());
      assertThat(read.damage).isNull();
      assertThat(read.packets)
          .containsExactly(
              new Seen(1_700_000_000_123_456_000L, true, 1500, 1, 0, "0102030405"),
              new Seen(1_000_000_000_042L, true, 5, 113, 1, "0102030405"),
              new Seen(1_700_000_000_000_001_000L, true, 5, 1, 0, "0102030405"),
              new Seen(1_700_000_000_000_002_000L, true, 5, 1, 0, "0102030405"),
              new Seen(0, false, 5, 1, 0, "0102030405"),
              new Seen(1_500_000_000L, true, 5, 101, 2, "0102030405"));
      assertThat(read.interfaces)
          .extracting(CaptureInterface::name)
          .containsExactly("eth0", "", "");
      assertThat(read.interfaces).extracting(CaptureInterface::packets).containsExactly(4L, 1L, 1L);
      assertThat(read.interfaces)
          .extracting(CaptureInterface::dropped)
          .containsExactly(13L, 7L, 0L);
    }
  }

  @Test
  void aSectionMayChangeTheByteOrder() throws IOException {
    byte[] big =
        new CaptureWriter(ByteOrder.BIG_ENDIAN)
            .section()
            .describeInterface(1, 0)
            .enhancedPacket(0, 1, 5, FIRST)
            .bytes();
    byte[] both =
        new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
            .section()
            .describeInterface(1, 0)
            .enhancedPacket(0, 1, 5, FIRST)
            .raw(big)
            .bytes();
    assertThat(read(both).packets)
        .extracting(Seen::on, Seen::timestampNs)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 1000L),
            org.assertj.core.groups.Tuple.tuple(1, 1000L));
  }

  @Test
  void aSimplePacketIsAsLongAsTheSnapshotLength() throws IOException {
    byte[] file =
        new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
            .section()
            .describeInterface(1, 3)
            .simplePacket(1500, hex("01020300"))
            .bytes();
    assertThat(read(file).packets).containsExactly(new Seen(0, false, 1500, 1, 0, "010203"));
  }

  @Test
  void readsWindowByWindow() throws IOException {
    byte[][] packets = new byte[200][];
    for (int i = 0; i < packets.length; i++) {
      packets[i] = new byte[i % 97];
      Arrays.fill(packets[i], (byte) i);
    }
    Path file = write(CaptureWriter.pcap(packets));
    for (int window : new int[] {1, 24, 100, 1000}) {
      CaptureReader reader = CaptureFormat.open(file, new FileBytes(file, window));
      assertThat(read(reader).packets)
          .extracting(Seen::hex)
          .containsExactlyElementsOf(
              Arrays.stream(packets).map(java.util.HexFormat.of()::formatHex).toList());
    }
  }

  @Test
  void readsGzipAndStreams() throws IOException {
    byte[] file = CaptureWriter.pcap(FIRST, SECOND, new byte[200_000]);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(file);
    }
    assertThat(read(packed.toByteArray()).packets).hasSize(3);
    CaptureReader streamed =
        CaptureFormat.open(
            Path.of("-"), StreamedBytes.of(new ByteArrayInputStream(file), file.length));
    assertThat(read(streamed).packets).hasSize(3);

    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 9);
    Read read = read(cut);
    assertThat(read.packets).hasSizeBetween(2, 3);
    assertThat(read.damage.reason()).contains("gzip: ");
  }

  @Test
  void skipsBlocksThatNobodyReadsHoweverLong() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      CaptureWriter writer = new CaptureWriter(order);
      writer.section().describeInterface(1, 0);
      // Name resolution, decryption secrets, custom (to be copied, and not), systemd journal.
      for (int type : new int[] {4, 10, 0xbad, 0x40000bad, 9}) {
        writer.block(type, new CaptureWriter(order).raw(new byte[40]));
      }
      writer.block(0x7ffffff0, new CaptureWriter(order).raw(new byte[20 << 20]));
      writer.enhancedPacket(0, 1, 5, FIRST);
      Read read = read(writer.bytes());
      assertThat(read.damage).isNull();
      assertThat(read.packets).hasSize(1);
    }
    byte[] cut =
        Arrays.copyOf(
            new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
                .section()
                .describeInterface(1, 0)
                .block(10, new CaptureWriter(ByteOrder.LITTLE_ENDIAN).raw(new byte[40]))
                .bytes(),
            80);
    assertThat(read(cut).damage.reason()).isEqualTo("the file ends within a block of 52 bytes");
  }

  @Test
  void describesNoMoreInterfacesThanFitInMemory() throws IOException {
    byte[] description = new CaptureWriter(ByteOrder.LITTLE_ENDIAN).describeInterface(1, 0).bytes();
    byte[] section = new CaptureWriter(ByteOrder.LITTLE_ENDIAN).section().bytes();
    java.nio.ByteBuffer file =
        java.nio.ByteBuffer.allocate(section.length + 65_537 * description.length).put(section);
    while (file.hasRemaining()) {
      file.put(description);
    }
    Read read = read(file.array());
    assertThat(read.interfaces).hasSize(65_536);
    assertThat(read.damage.reason()).isEqualTo("more than 65536 interfaces");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileCutAnywhereGivesWhatIsBeforeTheCut(boolean pcapng) throws IOException {
    byte[] file =
        pcapng
            ? new CaptureWriter(ByteOrder.BIG_ENDIAN)
                .section()
                .describeInterface(1, 0)
                .enhancedPacket(0, 1, 5, FIRST)
                .enhancedPacket(0, 2, 5, FIRST)
                .bytes()
            : CaptureWriter.pcap(FIRST, FIRST);
    List<Integer> ends = pcapng ? List.of(28, 48, 88, 128) : List.of(24, 45, 66);
    int firstPackets = pcapng ? 2 : 1;
    for (int cut = 1; cut < file.length; cut++) {
      byte[] part = Arrays.copyOf(file, cut);
      if (cut < ends.get(0)) {
        assertThatThrownBy(() -> read(part)).isInstanceOf(CaptureFormatException.class);
        continue;
      }
      int end = cut;
      Read read = read(part);
      long whole = ends.stream().skip(firstPackets).filter(e -> e <= end).count();
      assertThat(read.packets).as("cut after %d bytes", cut).hasSize((int) whole);
      if (ends.contains(cut)) {
        assertThat(read.damage).as("cut after %d bytes", cut).isNull();
      } else {
        assertThat(read.damage.offset())
            .as("cut after %d bytes", cut)
            .isEqualTo((long) ends.stream().filter(e -> e <= end).reduce((a, b) -> b).get());
        assertThat(read.damage.reason()).startsWith("the file ends within a ");
      }
    }
  }

  @Test
  void saysWhereARecordEndsTooEarly() throws IOException {
    byte[] file = CaptureWriter.pcap(FIRST, FIRST);
    Path path = write(Arrays.copyOf(file, file.length - 3));
    try (CaptureReader reader = CaptureReader.open(path)) {
      reader.read(packet -> {});
      assertThat(reader.damage().orElseThrow())
          .hasToString(
              path + ": damaged at byte 45: the file ends within a record: 18 of 21 bytes");
    }
  }

  @Test
  void saysWhichRecordClaimsTooMuch() throws IOException {
    byte[] file =
        new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
            .pcapHeader(0xa1b2c3d4, 65535, 1)
            .pcapRecord(1, 1, 5, 5, FIRST)
            .pcapRecord(1, 1, -2, 5, FIRST)
            .bytes();
    Read read = read(file);
    assertThat(read.packets).hasSize(1);
    assertThat(read.damage.offset()).isEqualTo(53);
    assertThat(read.damage.reason())
        .isEqualTo("a record claims 4294967294 bytes; a packet has at most 262144");
  }

  @Test
  void saysWhichBlockIsDamaged() throws IOException {
    CaptureWriter head =
        new CaptureWriter(ByteOrder.LITTLE_ENDIAN).section().describeInterface(1, 0);
    int start = head.bytes().length;
    assertDamage(head.bytes(), start + 4, "a block claims 13 bytes; it must be", 6, 13, 0);
    assertDamage(
        head.bytes(), start + 12, "a block of 16 bytes ends with the length 20", 9, 16, 0, 20);
    assertDamage(
        head.bytes(),
        start + 8,
        "a block of interface 1, but 1 were described",
        6,
        32,
        1,
        0,
        0,
        0,
        0,
        32);
    assertDamage(
        head.bytes(), start, "a packet claims 1 bytes in a block of 32", 6, 32, 0, 0, 0, 1, 0, 32);
    assertDamage(head.bytes(), start, "a packet block of only 4 bytes", 6, 16, 0, 16);
    assertDamage(
        head.bytes(),
        start + 8,
        "a section header without the byte-order magic",
        0x0a0d0d0a,
        28,
        7,
        1,
        -1,
        -1,
        28);
    assertDamage(
        head.bytes(),
        start + 12,
        "pcapng version 9 is not known",
        0x0a0d0d0a,
        28,
        0x1a2b3c4d,
        9,
        -1,
        -1,
        28);
  }

  private void assertDamage(byte[] head, long offset, String reason, int... words)
      throws IOException {
    Read read = read(new CaptureWriter(ByteOrder.LITTLE_ENDIAN).raw(head).ints(words).bytes());
    assertThat(read.damage.reason()).contains(reason);
    assertThat(read.damage.offset()).isEqualTo(offset);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|byte 0: the file is empty",
        "a1b2|byte 0: the file has only 2 bytes; no capture is that short",
        "52545350|byte 0: this is no pcap or pcapng file: it begins with 52545350",
        "504b030400|byte 0: this is no pcap or pcapng file: it begins with 504b0304 (a zip archive;",
        "a1b2c3d40001|byte 6: the pcap file ends within its header of 24 bytes",
        "a1b2c3d400030000000000000000000000000000000000ff|byte 4: pcap version 3 is not known",
        "0a0d0d0a0000001c00000000|byte 8: a section header without the byte-order magic",
      })
  void saysWhyAFileIsNoCapture(String content, String reason) throws IOException {
    Path file = write(hex(content));
    assertThatThrownBy(() -> CaptureReader.open(file))
        .isInstanceOf(CaptureFormatException.class)
        .hasMessageStartingWith(file + ": " + reason);
  }

  @Test
  void saysThatAFileIsMissingOrADirectory() {
    assertThatThrownBy(() -> CaptureReader.open(directory.resolve("none.pcap")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.pcap");
    assertThatThrownBy(() -> CaptureReader.open(directory))
        .isInstanceOf(CaptureFormatException.class)
        .hasMessageContaining("this is a directory");
  }

  @Property(tries = 400)
  void survivesAnyMutation(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    CaptureWriter writer =
        new CaptureWriter(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (random.nextBoolean()) {
      writer.pcapHeader(0xa1b2c3d4, 65535, 1);
      for (int i = 0; i < 5; i++) {
        writer.pcapRecord(i, i, SECOND.length, SECOND.length, SECOND);
      }
    } else {
      writer
          .section()
          .describeInterface(1, 0, writer.option(9, new byte[] {6}), writer.option(14, 5L))
          .enhancedPacket(0, 1, 62, SECOND, writer.option(4, 1L))
          .simplePacket(62, SECOND)
          .obsoletePacket(0, 1, 1, SECOND)
          .statistics(0, writer.option(5, 1L))
          .section()
          .describeInterface(1, 0)
          .enhancedPacket(0, 2, 62, SECOND);
    }
    byte[] file = writer.bytes();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      file[random.nextInt(file.length)] = (byte) random.nextInt();
    }
    try {
      CaptureReader reader =
          CaptureFormat.open(
              Path.of("mutated"),
              StreamedBytes.of(
                  new ByteArrayInputStream(file, 0, 1 + random.nextInt(file.length)), -1));
      assertThat(read(reader).packets.size()).isLessThanOrEqualTo(file.length / 12);
    } catch (CaptureFormatException e) {
      assertThat(e).hasMessageStartingWith("mutated: byte ");
    }
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(directory, "capture", ""), content);
  }

  private Read read(byte[] content) throws IOException {
    return read(CaptureReader.open(write(content)));
  }

  private static Read read(CaptureReader opened) throws IOException {
    try (CaptureReader reader = opened) {
      List<Seen> packets = new ArrayList<>();
      reader.read(
          packet -> {
            byte[] bytes = new byte[packet.capturedLength()];
            packet.buffer().get(packet.offset(), bytes);
            packets.add(
                new Seen(
                    packet.timestampNs(),
                    packet.timestamped(),
                    packet.wireLength(),
                    packet.linkType(),
                    packet.interfaceIndex(),
                    java.util.HexFormat.of().formatHex(bytes)));
          });
      assertThat(reader.packets()).isEqualTo(packets.size());
      return new Read(packets, reader.damage().orElse(null), List.copyOf(reader.interfaces()));
    }
  }
}
