package io.camvitals.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketKindTest {
  @ParameterizedTest
  @CsvSource({
    "0x80, 96, RTP", // dynamic payload type
    "0x80, 224, RTP", // the same with the marker
    "0x80, 191, RTP", // payload type 63 with the marker
    "0x80, 192, RTCP", // first of the range
    "0x81, 200, RTCP", // sender report
    "0x80, 223, RTCP", // last of the range
    "0xa0, 206, RTCP", // feedback, with padding
    "0x00, 1, OTHER", // STUN
    "0x16, 254, OTHER", // DTLS
    "0xc0, 200, OTHER", // version 3
  })
  void followsTheSecondByte(int first, int second, PacketKind kind) {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, (byte) first, (byte) second, 0, 0});
    assertThat(PacketKind.of(buffer, 1, 4)).isEqualTo(kind);
    assertThat(PacketKind.of(buffer, 1, 3)).isEqualTo(PacketKind.OTHER);
  }
}
