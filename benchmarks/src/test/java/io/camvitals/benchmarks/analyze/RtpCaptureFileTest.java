package io.camvitals.benchmarks.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RtpCaptureFileTest {
  @TempDir private Path folder;

  @Test
  void theFileHoldsThePacketsInOrderOfTime() throws IOException {
    Path file = RtpCaptureFile.in(folder, 500, 7);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    assertThat(bytes.getInt(0)).isEqualTo(0xa1b23c4d);
    bytes.position(24);
    int packets = 0;
    long previousNs = 0;
    Set<Integer> streams = new HashSet<>();
    while (bytes.hasRemaining()) {
      long arrivalNs = bytes.getInt() * 1_000_000_000L + bytes.getInt();
      assertThat(arrivalNs).isGreaterThanOrEqualTo(previousNs);
      previousNs = arrivalNs;
      int length = bytes.getInt();
      assertThat(bytes.getInt()).isEqualTo(length);
      ByteBuffer packet = bytes.slice(bytes.position(), length).order(ByteOrder.BIG_ENDIAN);
      assertThat(packet.getShort(16)).as("IPv4 total length").isEqualTo((short) (length - 14));
      assertThat(headerSum(packet)).as("IPv4 header checksum").isEqualTo(0xffff);
      assertThat(packet.get(42)).as("RTP version 2").isEqualTo((byte) 0x80);
      streams.add(packet.getInt(50));
      bytes.position(bytes.position() + length);
      packets++;
    }
    assertThat(packets).isEqualTo(500);
    assertThat(streams).hasSize(7);
  }

  @Test
  void aFileThatIsThereIsTakenAgainAndNothingElseIsLeft() throws IOException {
    Path file = RtpCaptureFile.in(folder, 20, 2);
    Files.write(file, new byte[] {1});
    assertThat(RtpCaptureFile.in(folder, 20, 2)).isEqualTo(file).hasBinaryContent(new byte[] {1});
    assertThat(folder).isDirectoryContaining(file::equals);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  private static int headerSum(ByteBuffer packet) {
    int sum = 0;
    for (int i = 14; i < 34; i += 2) {
      sum += packet.getShort(i) & 0xffff;
    }
    return (sum & 0xffff) + (sum >>> 16);
  }
}
