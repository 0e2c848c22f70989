package io.camvitals.protocol.rtp;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketTest {
  /** Every part that a packet can have. */
  private static final byte[] FULL =
      hex(
          """
          b2          # version 2, padding, extension, 2 contributing sources
          e0          # marker, payload type 96
          ff fe       # sequence number
          ff ff ff f0 # timestamp
          ca fe f0 0d # ssrc
          00 00 00 07 # first contributing source
          80 00 00 08 # second
          be de 00 02 # one-byte extensions (RFC 8285), 2 words
          11 22 33 44 55 66 77 88
          61 62 63    # payload
          00 00 03    # padding, 3 octets
          """);

  private final RtpPacket packet = new RtpPacket();

  private RtpParseResult parse(byte[] bytes) {
    return packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  @Test
  void readsEveryField() {
    assertThat(parse(FULL)).isEqualTo(RtpParseResult.OK);
    assertThat(packet.padding()).isTrue();
    assertThat(packet.extension()).isTrue();
    assertThat(packet.marker()).isTrue();
    assertThat(packet.payloadType()).isEqualTo(96);
    assertThat(packet.sequenceNumber()).isEqualTo(0xfffe);
    assertThat(packet.timestamp()).isEqualTo(0xffff_fff0);
    assertThat(packet.ssrc()).isEqualTo(0xcafe_f00d);
    assertThat(packet.csrcCount()).isEqualTo(2);
    assertThat(packet.csrc(0)).isEqualTo(7);
    assertThat(packet.csrc(1)).isEqualTo(0x8000_0008);
    assertThat(packet.extensionProfile()).isEqualTo(RtpPacket.ONE_BYTE_EXTENSION_PROFILE);
    assertThat(packet.hasTwoByteExtensions()).isFalse();
    assertThat(packet.extensionOffset()).isEqualTo(24);
    assertThat(packet.extensionLength()).isEqualTo(8);
    assertThat(packet.capturedExtensionLength()).isEqualTo(8);
    assertThat(packet.headerLength()).isEqualTo(32);
    assertThat(packet.payloadOffset()).isEqualTo(32);
    assertThat(packet.payloadLength()).isEqualTo(3);
    assertThat(packet.capturedPayloadLength()).isEqualTo(3);
    assertThat(packet.paddingLength()).isEqualTo(3);
    assertThat(packet.paddingKnown()).isTrue();
    assertThat(packet)
        .hasToString(
            "RTP ssrc=cafef00d type=96 sequence=65534 timestamp=4294967280 marker=true"
                + " header=32 payload=3 padding=3");
  }

  @Test
  void readsAtAnyOffsetInAnyByteOrderAndLeavesTheBufferAlone() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(FULL.length + 9).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(5).put(FULL).position(2);
    assertThat(packet.parse(buffer, 5, FULL.length)).isEqualTo(RtpParseResult.OK);
    assertThat(packet.timestamp()).isEqualTo(0xffff_fff0);
    assertThat(packet.ssrc()).isEqualTo(0xcafe_f00d);
    assertThat(packet.csrc(1)).isEqualTo(0x8000_0008);
    assertThat(packet.sequenceNumber()).isEqualTo(0xfffe);
    assertThat(packet.extensionProfile()).isEqualTo(0xbede);
    assertThat(packet.payloadOffset()).isEqualTo(37);
    assertThat(buffer.get(packet.payloadOffset())).isEqualTo((byte) 'a');
    assertThat(packet.buffer()).isSameAs(buffer);
    assertThat(buffer.position()).isEqualTo(2);
    assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aFixedHeaderAloneIsAPacketWithoutPayload() {
    assertThat(parse(hex("80 00 00 00  00 00 00 00  00 00 00 00"))).isEqualTo(RtpParseResult.OK);
    assertThat(packet.headerLength()).isEqualTo(12);
    assertThat(packet.payloadLength()).isZero();
    assertThat(packet.extensionProfile()).isZero();
    assertThat(packet.marker()).isFalse();
  }

  @Test
  void paddingMayBeAllThatFollowsTheHeader() {
    assertThat(parse(hex("a0 60 00 00  00 00 00 00  00 00 00 00  00 02")))
        .isEqualTo(RtpParseResult.OK);
    assertThat(packet.payloadLength()).isZero();
    assertThat(packet.paddingLength()).isEqualTo(2);
  }

  @Test
  void anExtensionMayBeEmptyAndHaveTwoByteElements() {
    assertThat(parse(hex("90 60 00 00  00 00 00 00  00 00 00 00  10 0f 00 00  aa")))
        .isEqualTo(RtpParseResult.OK);
    assertThat(packet.hasTwoByteExtensions()).isTrue();
    assertThat(packet.extensionLength()).isZero();
    assertThat(packet.payloadLength()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "too-short, 80 60 00 00  00 00 00 00  00 00 00",
    "too-short, ''",
    "wrong-version, 40 60 00 00  00 00 00 00  00 00 00 00",
    "wrong-version, c0 60 00 00  00 00 00 00  00 00 00 00",
    "csrc-overrun, 81 60 00 00  00 00 00 00  00 00 00 00  00 00 00",
    "csrc-overrun, 8f 60 00 00  00 00 00 00  00 00 00 00  00 00 00 00",
    "extension-header-overrun, 90 60 00 00  00 00 00 00  00 00 00 00  be de 00",
    "extension-overrun, 90 60 00 00  00 00 00 00  00 00 00 00  be de 00 01  00 00 00",
    "extension-overrun, 90 60 00 00  00 00 00 00  00 00 00 00  be de ff ff  00 00 00 00",
    "padding-missing, a0 60 00 00  00 00 00 00  00 00 00 00",
    "padding-zero, a0 60 00 00  00 00 00 00  00 00 00 00  01 00",
    "padding-overrun, a0 60 00 00  00 00 00 00  00 00 00 00  01 03",
  })
  void namesWhatIsWrong(String reason, String bytes) {
    assertThat(parse(FULL)).isEqualTo(RtpParseResult.OK);
    assertThat(parse(hex(bytes)).reason()).isEqualTo(reason);
    assertThat(packet.payloadLength()).isZero();
    assertThat(packet.headerLength()).isZero();
    assertThat(packet.csrcCount()).isZero();
    assertThat(packet.extensionLength()).isZero();
  }

  @Test
  void theFixedHeaderOfAMalformedPacketIsReadable() {
    assertThat(parse(hex("8f 60 12 34  00 00 00 09  00 00 00 05")))
        .isEqualTo(RtpParseResult.CSRC_OVERRUN);
    assertThat(packet.ssrc()).isEqualTo(5);
    assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
    assertThat(packet.timestamp()).isEqualTo(9);
    assertThat(parse(hex("40 60 12 34  00 00 00 09  00 00 00 05")))
        .isEqualTo(RtpParseResult.WRONG_VERSION);
    assertThat(packet.ssrc()).isZero();
  }

  @Test
  void aCutCaptureKeepsTheSizesOfTheWire() {
    for (int captured = 0; captured <= FULL.length; captured++) {
      ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(FULL, captured));
      RtpParseResult result = packet.parse(cut, 0, captured, FULL.length);
      if (captured < 24) {
        assertThat(result).isEqualTo(RtpParseResult.HEADER_NOT_CAPTURED);
        assertThat(packet.sequenceNumber()).isEqualTo(captured < 12 ? 0 : 0xfffe);
        continue;
      }
      assertThat(result).isEqualTo(RtpParseResult.OK);
      assertThat(packet.sequenceNumber()).isEqualTo(0xfffe);
      assertThat(packet.headerLength()).isEqualTo(32);
      assertThat(packet.extensionLength()).isEqualTo(8);
      assertThat(packet.capturedExtensionLength()).isEqualTo(Math.min(8, captured - 24));
      boolean whole = captured == FULL.length;
      assertThat(packet.paddingKnown()).isEqualTo(whole);
      assertThat(packet.paddingLength()).isEqualTo(whole ? 3 : 0);
      assertThat(packet.payloadLength()).isEqualTo(whole ? 3 : 6);
      assertThat(packet.capturedPayloadLength()).isEqualTo(whole ? 3 : Math.max(0, captured - 32));
    }
  }

  @Test
  void aCutCaptureStillNamesWhatIsWrongOnTheWire() {
    ByteBuffer header = ByteBuffer.wrap(hex("8f 60 12 34  00 00 00 09  00 00 00 05"));
    assertThat(packet.parse(header, 0, 12, 71)).isEqualTo(RtpParseResult.CSRC_OVERRUN);
    assertThat(packet.parse(header, 0, 12, 72)).isEqualTo(RtpParseResult.HEADER_NOT_CAPTURED);
    assertThat(packet.ssrc()).isEqualTo(5);
    assertThat(packet.parse(header, 0, 3, 11)).isEqualTo(RtpParseResult.TOO_SHORT);
  }

  @Test
  void bytesBehindThePacketsEndAreNotItsOwn() {
    byte[] padded = Arrays.copyOf(FULL, FULL.length + 10);
    assertThat(packet.parse(ByteBuffer.wrap(padded), 0, padded.length, FULL.length))
        .isEqualTo(RtpParseResult.OK);
    assertThat(packet.payloadLength()).isEqualTo(3);
    assertThat(packet.paddingLength()).isEqualTo(3);
  }

  @Test
  void refusesAFaultOfTheCaller() {
    ByteBuffer buffer = ByteBuffer.wrap(FULL).limit(20);
    assertThatThrownBy(() -> packet.parse(buffer, 0, 21))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> packet.parse(buffer, -1, 12))
        .isInstanceOf(IndexOutOfBoundsException.class);
    parse(FULL);
    assertThatThrownBy(() -> packet.csrc(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void reasonsAreDistinctAndFitForCounters() {
    assertThat(Stream.of(RtpParseResult.values()).map(RtpParseResult::reason))
        .doesNotHaveDuplicates()
        .allMatch(reason -> reason.matches("[a-z]+(-[a-z]+)*"));
  }
}
