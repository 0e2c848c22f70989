package io.camvitals.protocol.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtcpFuzzTest {
  /** What was read can be written, and reads the same again. */
  private static void readOrRefuse(byte[] bytes) {
    RtcpCompound compound;
    try {
      compound = RtcpCompound.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
    } catch (RtcpFormatException e) {
      assertThat(e.offset()).isBetween(0, bytes.length);
      assertThat(e).hasMessageStartingWith("RTCP byte " + e.offset() + ": " + e.fault().reason());
      return;
    }
    byte[] encoded = compound.encode();
    try {
      assertThat(RtcpCompound.parse(ByteBuffer.wrap(encoded), 0, encoded.length))
          .isEqualTo(compound);
    } catch (RtcpFormatException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void cutAnywhere() {
    for (int length = 0; length <= RtcpCompoundTest.ALL.length; length++) {
      readOrRefuse(Arrays.copyOf(RtcpCompoundTest.ALL, length));
    }
  }

  @Property(tries = 2000)
  void mutatedExtendedReports(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = ExtendedReportTest.ALL.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    readOrRefuse(bytes);
  }

  @Property(tries = 2000)
  void mutated(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = RtcpCompoundTest.ALL.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    readOrRefuse(bytes);
  }

  @Property(tries = 2000)
  void anyBytes(@ForAll @Size(max = 80) byte[] bytes, @ForAll long seed) {
    readOrRefuse(bytes);
    if (bytes.length >= 4) { // as one packet of a known type and true length
      Random random = new Random(seed);
      byte[] packet = Arrays.copyOf(bytes, bytes.length & ~3);
      packet[0] = (byte) (0x80 | random.nextInt(64));
      packet[1] = (byte) (200 + random.nextInt(8));
      packet[2] = 0;
      packet[3] = (byte) (packet.length / 4 - 1);
      readOrRefuse(packet);
    }
  }
}
