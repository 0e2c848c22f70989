package io.camvitals.protocol.rtcp;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtcpCompoundTest {
  /** One packet of each type; the last one is padded. */
  static final byte[] ALL =
      hex(
          """
          81 c8 00 0d             # version 2, 1 report; sender report, 14 words
          ca fe f0 0d             # ssrc
          e9 00 00 00 80 00 00 00 # NTP timestamp
          ff ff ff ff             # RTP timestamp
          80 00 00 00             # packet count
          ff ff ff fe             # octet count
          00 00 00 01             # report on source 1
          40 ff ff fd             # a quarter lost, cumulative -3
          00 01 00 02             # extended highest sequence number
          80 00 00 03             # jitter
          11 22 33 44             # last sender report
          ff 00 00 00             # delay since
          01 02 03 04             # profile-specific extension
          80 c9 00 01             # receiver report, none reported on
          00 00 00 05             # ssrc
          82 ca 00 07             # source description, 2 chunks
          ca fe f0 0d             # first chunk
          01 05 67 61 74 65 31    # CNAME "gate1"
          06 02 78 79             # TOOL "xy"
          00                      # end, on a boundary
          00 00 00 09             # second chunk
          01 02 61 62 00 00 00 00 # CNAME "ab", end and fill
          84 cc 00 03             # application-defined, subtype 4
          00 00 00 05 74 65 73 74 # ssrc, "test"
          de ad be ef             # data
          81 ce 00 02             # payload-specific feedback: a picture was lost
          00 00 00 05 00 00 00 01
          80 c1 00 02             # feedback of RFC 2032: not understood
          00 00 00 05 00 01 00 00
          a1 cb 00 04             # goodbye, 1 source, padding
          00 00 00 05             # source
          03 62 79 65             # reason "bye"
          00 00 00 00 00 00 00 08 # padding
          """);

  static final RtcpCompound PARSED =
      RtcpCompound.of(
          new SenderReport(
              0xcafe_f00d,
              0xe900_0000_8000_0000L,
              -1,
              0x8000_0000L,
              0xffff_fffeL,
              List.of(
                  new ReceptionReport(1, 64, -3, 0x10002, 0x8000_0003L, 0x1122_3344, 0xff00_0000L)),
              Octets.of(hex("01 02 03 04"))),
          new ReceiverReport(5, List.of()),
          new SourceDescription(
              List.of(
                  new SourceDescription.Chunk(
                      0xcafe_f00d,
                      List.of(
                          new SourceDescription.Item(1, Octets.ofUtf8("gate1")),
                          new SourceDescription.Item(6, Octets.ofUtf8("xy")))),
                  new SourceDescription.Chunk(
                      9, List.of(new SourceDescription.Item(1, Octets.ofUtf8("ab")))))),
          new ApplicationDefined(4, 5, "test", Octets.of(hex("de ad be ef"))),
          new FeedbackMessage(206, 1, 5, 1, Octets.NONE),
          new UnknownRtcpPacket(193, 0, Octets.of(hex("00 00 00 05 00 01 00 00"))),
          new Goodbye(5, "bye"));

  private static RtcpCompound parse(byte[] bytes) throws RtcpFormatException {
    return RtcpCompound.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  @Test
  void readsEveryTypeAndField() throws Exception {
    assertThat(parse(ALL)).isEqualTo(PARSED);
    assertThat(PARSED.cname(0xcafe_f00d)).contains("gate1");
    assertThat(PARSED.cname(9)).contains("ab");
    assertThat(PARSED.cname(7)).isEmpty();
    assertThat(PARSED.senderReport().orElseThrow().packetCount()).isEqualTo(0x8000_0000L);
  }

  @Test
  void writesTheSameBytesWithoutPadding() throws Exception {
    byte[] unpadded = java.util.Arrays.copyOf(ALL, ALL.length - 8);
    unpadded[ALL.length - 20] = (byte) 0x81;
    unpadded[ALL.length - 17] = 2;
    assertThat(PARSED.encode()).isEqualTo(unpadded);
    assertThat(parse(unpadded)).isEqualTo(PARSED);
  }

  @Test
  void readsAtAnyOffsetAndLeavesTheBufferAlone() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocateDirect(ALL.length + 7).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(3, ALL).position(5);
    assertThat(RtcpCompound.parse(buffer, 3, ALL.length)).isEqualTo(PARSED);
    assertThat(buffer.position()).isEqualTo(5);
    assertThatThrownBy(() -> RtcpCompound.parse(buffer, 3, ALL.length + 5))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aDescriptionWithoutItsEndMarkIsForgiven() throws Exception {
    assertThat(parse(hex("81 ca 00 02  00 00 00 09  01 02 61 62")).cname(9)).contains("ab");
  }

  @Test
  void aGoodbyeMayNameNobody() throws Exception {
    assertThat(parse(hex("80 cb 00 00")).packets())
        .containsExactly(new Goodbye(List.of(), Octets.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | RTCP byte 0: too-short: 0 bytes cannot hold a header of 4",
        "80 c9 00 | RTCP byte 0: too-short: 3 bytes cannot hold a header of 4",
        "80 c9 00 01 00 00 00 05 80 | RTCP byte 8: too-short: 1 bytes cannot hold a header of 4",
        "40 c9 00 01 00 00 00 05 | RTCP byte 0: wrong-version: version 1",
        "80 c9 00 01 00 00 00 05 00 cb 00 00 | RTCP byte 8: wrong-version: version 0",
        "80 60 00 01 00 00 00 05 | RTCP byte 0: wrong-packet-type: packet type 96",
        "80 c9 00 02 00 00 00 05 | RTCP byte 0: length-overrun: packet type 201 of 12 bytes,"
            + " but 8 are left",
        "a0 c9 00 02 00 00 00 05 00 00 00 04 80 cb 00 00 | RTCP byte 0: padding-not-last:"
            + " padding, but packets follow",
        "a0 c9 00 02 00 00 00 05 00 00 00 00 | RTCP byte 0: wrong-padding: padding of 0 bytes",
        "a0 c9 00 02 00 00 00 05 00 00 00 03 | RTCP byte 0: wrong-padding: padding of 3 bytes",
        "a0 c9 00 02 00 00 00 05 00 00 00 0c | RTCP byte 0: padding-overrun:"
            + " padding in a body of 8 bytes",
        "a0 cb 00 00 | RTCP byte 0: padding-overrun: padding in a body of 0 bytes",
        "80 c8 00 01 00 00 00 05 | RTCP byte 4: body-too-short: sender report, but 4 bytes are"
            + " left in the packet",
        "80 c9 00 00 | RTCP byte 4: body-too-short: receiver report, but 0 bytes are left in the"
            + " packet",
        "80 cc 00 01 00 00 00 05 | RTCP byte 4: body-too-short: application-defined packet, but 4"
            + " bytes are left in the packet",
        "81 c9 00 02 00 00 00 05 00 00 00 01 | RTCP byte 8: report-overrun: 1 reports, but 4"
            + " bytes are left in the packet",
        "81 ca 00 00 | RTCP byte 4: source-overrun: 1 chunks, but 0 bytes are left in the packet",
        "81 ca 00 02 00 00 00 09 01 03 61 62 | RTCP byte 8: item-overrun: item of 3 bytes, but 4"
            + " bytes are left in the packet",
        "81 ca 00 02 00 00 00 09 01 01 61 01 | RTCP byte 11: item-overrun: item's header, but 1"
            + " bytes are left in the packet",
        "82 cb 00 01 00 00 00 05 | RTCP byte 4: source-overrun: 2 sources, but 4 bytes are left"
            + " in the packet",
        "81 cb 00 02 00 00 00 05 04 62 79 65 | RTCP byte 8: reason-overrun: reason of 4 bytes,"
            + " but 4 bytes are left in the packet",
      })
  void namesWhatIsWrongAndWhere(String bytes, String message) {
    assertThatThrownBy(() -> parse(hex(bytes)))
        .isInstanceOf(RtcpFormatException.class)
        .hasMessage(message);
  }

  @Test
  void refusesValuesThatDoNotFit() {
    assertThatThrownBy(() -> new Goodbye(1, "x".repeat(256)))
        .hasMessage("length of the reason: 256 is not from 0 to 255");
    assertThatThrownBy(() -> new ApplicationDefined(1, 1, "abc", Octets.NONE))
        .hasMessage("length of the name: 3 is not from 4 to 4");
    assertThatThrownBy(() -> new UnknownRtcpPacket(200, 0, Octets.NONE))
        .hasMessage("packet type: 200 is a known one");
    assertThatThrownBy(() -> new UnknownRtcpPacket(195, 0, Octets.of(new byte[3])))
        .hasMessage("body: 3 bytes is not a multiple of 4");
    assertThatThrownBy(() -> new ReceptionReport(1, 256, 0, 0, 0, 0, 0))
        .hasMessage("fraction lost: 256 is not from 0 to 255");
  }
}
