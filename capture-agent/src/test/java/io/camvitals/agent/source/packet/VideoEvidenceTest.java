package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.rtp;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VideoEvidenceTest {
  @Test
  void parameterSetsAreProofOfH264() {
    assertThat(codec("0910", "6742c01eda0280", "68ce3c80", "658880")).isEqualTo("H264");
    assertThat(codec("78 0004 6742c01e 0003 68ce3c", "658880", "419a20")).isEqualTo("H264");
  }

  @Test
  void wholeFragmentedUnitsAreProof() {
    assertThat(codec("7c85 00", "7c05 00", "7c45 00", "|5c81 00", "5c01 00", "5c41 00"))
        .isEqualTo("H264");
    assertThat(codec("6201 93 00", "6201 13 00", "6201 53 00", "|6201 81 00", "6201 41 00"))
        .isEqualTo("H265");
  }

  @Test
  void parameterSetsAreProofOfH265() {
    assertThat(codec("4001 0c01", "4201 0101", "4401 c0", "2601 af")).isEqualTo("H265");
    assertThat(codec("6001 0004 40010c01 0004 42010101", "2601 af", "0201 d0")).isEqualTo("H265");
  }

  @Test
  void slicesAloneAreNoProof() {
    assertThat(codec("419a2012", "|419a2112", "|419a2212", "|419a2312")).isEmpty();
    assertThat(codec("7c05 00", "7c05 00", "7c45 00")).as("no unit from its start").isEmpty();
    assertThat(codec("7c85 00", "7c45 00")).as("one unit only").isEmpty();
  }

  @Test
  void oneContradictionIsEnough() {
    String[] good = {"6742c01eda0280", "68ce3c80", "658880"};
    assertThat(codec(good)).isEqualTo("H264");
    for (String bad :
        new String[] {"e7000000", "00000000", "7ca500", "7cc500", "78 00ff 67", "1f"}) {
      assertThat(codec(good[0], good[1], good[2], bad)).as(bad).isEmpty();
    }
    assertThat(codec("7c85 00", "|7c05 00", "7c45 00", "7c85 00", "7c45 00", "7c8500", "7c4500"))
        .as("a new timestamp within a unit")
        .isEmpty();
  }

  @Property(tries = 500)
  void randomPayloadsProveNothing(@ForAll long seed) {
    Random random = new Random(seed);
    VideoEvidence evidence = new VideoEvidence();
    RtpPacket packet = new RtpPacket();
    for (int i = 0; i < 32; i++) {
      byte[] payload = new byte[random.nextInt(60)];
      random.nextBytes(payload);
      byte[] bytes = rtp(96, false, i, i / 3, 1, payload);
      packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
      evidence.packet(packet);
    }
    assertThat(evidence.codec()).isEmpty();
  }

  /** Each payload with the next sequence number; a bar before it means a new timestamp. */
  private static String codec(String... payloads) {
    VideoEvidence evidence = new VideoEvidence();
    RtpPacket packet = new RtpPacket();
    int timestamp = 0;
    for (int i = 0; i < payloads.length; i++) {
      timestamp += payloads[i].startsWith("|") ? 3600 : 0;
      byte[] bytes = rtp(96, false, i, timestamp, 1, concat(hex(payloads[i].replace("|", ""))));
      packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
      evidence.packet(packet);
    }
    return evidence.codec();
  }
}
