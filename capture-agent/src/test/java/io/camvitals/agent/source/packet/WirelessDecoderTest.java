package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.udp;
import static io.camvitals.agent.source.packet.SamplePacket.wireless;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WirelessDecoderTest {
  private static final String STATIONS = "020000000001 020000000002 020000000003";
  private static final byte[] SNAP = hex("aaaa03 000000 0800");
  private static final byte[] BODY = concat(SNAP, ipv4(17, SamplePacket.UDP));

  private final List<String> observed = new ArrayList<>();
  private final PacketDecoder decoder =
      new PacketDecoder(
          frame ->
              observed.add(
                  String.format(
                      "%s/%d retry=%b protected=%b length=%d signal=%d noise=%d rate=%d channel=%d"
                          + " damaged=%b from=%012x",
                      frame.type(),
                      frame.subtype(),
                      frame.retry(),
                      frame.isProtected(),
                      frame.length(),
                      frame.signalDbm(),
                      frame.noiseDbm(),
                      frame.rateKbps(),
                      frame.channel(),
                      frame.damaged(),
                      frame.transmitter())));

  @Test
  void tellsWhatAnEncryptedFrameShowsInTheClear() {
    byte[] radiotap = hex("00 00 1000 6e000000 00 6c 3c14 4001 c4 a1"); // 54 Mb/s, 5180 MHz
    byte[] frame = wireless("8849", STATIONS, "1000", hex("0000"), new byte[100]);
    assertThat(decode(LinkType.IEEE802_11_RADIOTAP, concat(radiotap, frame)))
        .isEqualTo(DecodeResult.WLAN_ENCRYPTED);
    assertThat(observed)
        .containsExactly(
            "DATA/8 retry=true protected=true length=126 signal=-60 noise=-95 rate=54000 channel=36"
                + " damaged=false from=020000000002");
  }

  @Test
  void saysWhichFramesCarryNoData() {
    assertThat(decode(LinkType.IEEE802_11, wireless("8000", STATIONS, "1000", new byte[40])))
        .as("beacon")
        .isEqualTo(DecodeResult.WLAN_WITHOUT_DATA);
    assertThat(decode(LinkType.IEEE802_11, hex("d400 0000 020000000001")))
        .as("acknowledgement")
        .isEqualTo(DecodeResult.WLAN_WITHOUT_DATA);
    assertThat(decode(LinkType.IEEE802_11, wireless("c801", STATIONS, "1000", hex("0000"))))
        .as("QoS null")
        .isEqualTo(DecodeResult.WLAN_WITHOUT_DATA);
    assertThat(observed.get(0)).startsWith("MANAGEMENT/8").contains("signal=" + Integer.MIN_VALUE);
    assertThat(observed.get(1)).startsWith("CONTROL/13").endsWith("from=ffffffffffffffff");
  }

  @Test
  void refusesDamagedFramesAndFragments() {
    byte[] badCheckSequence = hex("00 00 0900 02000000 50");
    assertThat(
            decode(
                LinkType.IEEE802_11_RADIOTAP,
                concat(badCheckSequence, wireless("0802", STATIONS, "1000", BODY))))
        .isEqualTo(DecodeResult.WLAN_DAMAGED);
    assertThat(decode(LinkType.IEEE802_11, wireless("0806", STATIONS, "1000", BODY)))
        .isEqualTo(DecodeResult.WLAN_FRAGMENT);
    assertThat(decode(LinkType.IEEE802_11, wireless("0802", STATIONS, "1100", BODY)))
        .isEqualTo(DecodeResult.WLAN_FRAGMENT);
  }

  @Test
  void readsWhatTheDriverDecryptedAndLeftMarked() {
    byte[] ccmpHeader = hex("0100002000000000");
    assertThat(decode(LinkType.IEEE802_11, wireless("0842", STATIONS, "1000", ccmpHeader, BODY)))
        .isEqualTo(DecodeResult.UDP);
    assertThat(decode(LinkType.IEEE802_11, wireless("0842", STATIONS, "1000", BODY)))
        .isEqualTo(DecodeResult.UDP);
  }

  @Test
  void anAggregateGivesItsPacketsOneAfterTheOther() {
    byte[] aggregate =
        wireless(
            "8802",
            STATIONS,
            "1000",
            hex("8000"),
            subframe(datagram(5000, 10), true),
            subframe(datagram(5001, 13), true),
            subframe(datagram(5002, 1), false));
    assertThat(decode(LinkType.IEEE802_11, aggregate)).isEqualTo(DecodeResult.UDP);
    for (int port = 5000; port <= 5002; port++) {
      assertThat(decoder.datagram().sourcePort()).isEqualTo(port);
      assertThat(decoder.decodeNext()).isEqualTo(port < 5002 ? DecodeResult.UDP : null);
    }
    assertThat(observed).hasSize(1);
  }

  @Test
  void aSubframeThatClaimsTooMuchEndsTheAggregate() {
    byte[] second = subframe(datagram(5001, 13), false);
    second[12] = 1;
    byte[] aggregate =
        wireless("8802", STATIONS, "1000", hex("8000"), subframe(datagram(5000, 10), true), second);
    assertThat(decode(LinkType.IEEE802_11, aggregate)).isEqualTo(DecodeResult.UDP);
    assertThat(decoder.decodeNext()).isEqualTo(DecodeResult.MALFORMED_ENCAPSULATION);
    assertThat(decoder.decodeNext()).isNull();
    assertThat(decode(LinkType.RAW, ipv4(17, SamplePacket.UDP))).isEqualTo(DecodeResult.UDP);
    assertThat(decoder.decodeNext()).isNull();
  }

  @Test
  void tellsARetransmissionWhoseFirstCopyWasCaptured() {
    assertRepeated("0801", STATIONS, "1000", false);
    assertRepeated("0809", STATIONS, "1000", true);
    assertRepeated("0809", STATIONS, "2000", false);
    assertRepeated("0801", STATIONS, "2000", false);
    assertRepeated("0809", "020000000001 020000000009 020000000003", "2000", false);
  }

  private void assertRepeated(String control, String stations, String sequence, boolean repeated) {
    assertThat(decode(LinkType.IEEE802_11, wireless(control, stations, sequence, BODY)))
        .isEqualTo(DecodeResult.UDP);
    assertThat(decoder.repeatedByLink()).isEqualTo(repeated);
  }

  @ParameterizedTest
  @CsvSource({
    // MCS 7, 20 MHz, long guard; MCS 15, 40 MHz, short guard; no such scheme.
    "00000800 00 00 07, 65000",
    "00000800 00 05 0f, 300000",
    "00000800 00 00 20, 0",
    // VHT MCS 9, 2 streams, 80 MHz, short guard; MCS 0, 1 stream, 20 MHz; no such scheme.
    "00002000 0000 04 04 92000000 00000000, 866666",
    "00002000 0000 00 00 01000000 00000000, 6500",
    "00002000 0000 00 00 f1000000 00000000, 0",
    // HE MCS 11, 2 streams, 80 MHz, 0.8 us; several users.
    "00008000 0000 0000 000b 0000 0200 0200, 1200980",
    "00008000 0200 0000 000b 0000 0200 0200, 0",
  })
  void readsRates(String presentAndFields, int kbps) {
    byte[] fields = hex(presentAndFields.replace(" ", ""));
    byte[] header = concat(hex("0000"), new byte[] {(byte) (4 + fields.length), 0}, fields);
    decode(LinkType.IEEE802_11_RADIOTAP, concat(header, wireless("0802", STATIONS, "1000", BODY)));
    assertThat(observed).hasSize(1);
    assertThat(observed.get(0)).contains("rate=" + kbps + " ");
  }

  @Test
  void stepsOverFurtherBitmapsAndAlignedFields() {
    // TSFT, flags, signal; then a bitmap for an antenna; TSFT is aligned to 8 bytes.
    byte[] header = hex("0000 1b00 230000a0 20000000 00000000 0000000000000000 10 c4 c0");
    assertThat(
            decode(
                LinkType.IEEE802_11_RADIOTAP,
                concat(header, wireless("0802", STATIONS, "1000", BODY), hex("deadbeef"))))
        .isEqualTo(DecodeResult.UDP);
    assertThat(observed.get(0)).contains("signal=-60");
  }

  @Test
  void refusesRadiotapHeadersThatContradict() {
    assertThat(decode(LinkType.IEEE802_11_RADIOTAP, hex("01 00 0800 00000000")))
        .isEqualTo(DecodeResult.MALFORMED_ENCAPSULATION);
    assertThat(decode(LinkType.IEEE802_11_RADIOTAP, hex("00 00 0700 00000000")))
        .isEqualTo(DecodeResult.MALFORMED_ENCAPSULATION);
    assertThat(decode(LinkType.IEEE802_11_RADIOTAP, hex("00 00 4000 00000000")))
        .isEqualTo(DecodeResult.TRUNCATED);
    assertThat(decode(LinkType.PPI, hex("00 00 0800 c0000000")))
        .as("PPI in PPI")
        .isEqualTo(DecodeResult.MALFORMED_ENCAPSULATION);
  }

  private static byte[] datagram(int port, int payload) {
    return concat(SNAP, ipv4(17, udp(port, 6000, new byte[payload])));
  }

  private static byte[] subframe(byte[] packet, boolean padded) {
    byte[] length = ByteBuffer.allocate(2).putShort((short) packet.length).array();
    byte[] whole = concat(hex("020000000001 020000000002"), length, packet);
    return padded ? concat(whole, new byte[-whole.length & 3]) : whole;
  }

  private DecodeResult decode(int linkType, byte[] bytes) {
    CapturedPacket packet = new CapturedPacket();
    packet.set(ByteBuffer.wrap(bytes), 0, bytes.length, bytes.length, linkType, 0);
    packet.setTimestampNs(42);
    return decoder.decode(packet);
  }
}
