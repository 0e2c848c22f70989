package io.camvitals.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RtpPacketPropertyTest {
  @Property(tries = 500)
  void whatIsWrittenIsRead(
      @ForAll @IntRange(max = 127) int payloadType,
      @ForAll @IntRange(max = 65_535) int sequence,
      @ForAll int timestamp,
      @ForAll int ssrc,
      @ForAll boolean marker,
      @ForAll @Size(max = 15) int[] csrcs,
      @ForAll @IntRange(max = 20) int extensionWords,
      @ForAll @IntRange(max = 255) int padding,
      @ForAll @Size(max = 50) byte[] payload) {
    RtpPacketWriter writer =
        new RtpPacketWriter()
            .payloadType(payloadType)
            .sequenceNumber(sequence)
            .timestamp(timestamp)
            .ssrc(ssrc)
            .marker(marker)
            .csrcs(csrcs)
            .padding(padding);
    boolean extended = extensionWords > 0;
    if (extended) {
      writer.extension(sequence, new byte[4 * (extensionWords - 1)]);
    }
    byte[] bytes = writer.packet(payload);
    RtpPacket packet = new RtpPacket();
    assertThat(packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length)).isEqualTo(RtpParseResult.OK);
    assertThat(packet.payloadType()).isEqualTo(payloadType);
    assertThat(packet.sequenceNumber()).isEqualTo(sequence);
    assertThat(packet.timestamp()).isEqualTo(timestamp);
    assertThat(packet.ssrc()).isEqualTo(ssrc);
    assertThat(packet.marker()).isEqualTo(marker);
    assertThat(packet.csrcCount()).isEqualTo(csrcs.length);
    for (int i = 0; i < csrcs.length; i++) {
      assertThat(packet.csrc(i)).isEqualTo(csrcs[i]);
    }
    assertThat(packet.extension()).isEqualTo(extended);
    assertThat(packet.extensionProfile()).isEqualTo(extended ? sequence : 0);
    assertThat(packet.extensionLength()).isEqualTo(extended ? 4 * (extensionWords - 1) : 0);
    assertThat(packet.padding()).isEqualTo(padding > 0);
    assertThat(packet.paddingLength()).isEqualTo(padding);
    assertThat(packet.headerLength()).isEqualTo(writer.headerLength());
    assertThat(
            Arrays.copyOfRange(
                bytes, packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength()))
        .isEqualTo(payload);
  }

  @Property(tries = 2000)
  void anyBytesAreReadOrRefusedAndNothingLiesOutside(
      @ForAll @Size(max = 90) byte[] bytes,
      @ForAll boolean versionTwo,
      @ForAll @IntRange(max = 90) int wireLength) {
    if (versionTwo && bytes.length > 0) {
      bytes[0] = (byte) (bytes[0] & 0x3f | 0x80);
    }
    RtpPacket packet = new RtpPacket();
    RtpParseResult result = packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length, wireLength);
    int captured = Math.min(bytes.length, wireLength);
    assertThat(packet.payloadLength()).isBetween(packet.capturedPayloadLength(), wireLength);
    if (result == RtpParseResult.OK) {
      assertThat(packet.headerLength() + packet.payloadLength() + packet.paddingLength())
          .isEqualTo(wireLength);
      assertThat(packet.headerLength())
          .isEqualTo(
              12
                  + 4 * packet.csrcCount()
                  + (packet.extension() ? 4 + packet.extensionLength() : 0));
      assertThat(packet.capturedPayloadLength())
          .isLessThanOrEqualTo(Math.max(0, captured - packet.headerLength()));
      assertThat(packet.extensionOffset() + packet.capturedExtensionLength())
          .isLessThanOrEqualTo(captured);
    } else {
      assertThat(packet.payloadLength() + packet.headerLength() + packet.csrcCount()).isZero();
    }
  }
}
