package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.udp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.event.StreamKeys;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Links and tunnels, each with the same datagram within. */
class EncapsulationTest {
  private static final byte[] FRAME = udpFrame(SamplePacket.PAYLOAD);

  private final PacketDecoder decoder = new PacketDecoder();

  static List<SamplePacket> samples() {
    return SamplePacket.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void findsTheInnermostDatagram(SamplePacket sample) {
    assertThat(decode(sample.linkType(), sample.bytes())).isEqualTo(DecodeResult.UDP);
    UdpDatagram datagram = decoder.datagram();
    byte[] payload = new byte[datagram.capturedLength()];
    datagram.buffer().get(datagram.payloadOffset(), payload);
    assertThat(payload).isEqualTo(SamplePacket.PAYLOAD);
    assertThat(datagram.payloadLength()).isEqualTo(payload.length);
    assertThat(StreamKeys.of(datagram.source()))
        .isIn("192.0.2.7:5000", "[2001:db8:0:0:0:0:0:7]:5000");
    assertThat(StreamKeys.of(datagram.destination()))
        .isIn("192.0.2.1:6000", "[2001:db8:0:0:0:0:0:1]:6000");
    assertThat(datagram.wireSize()).isEqualTo(sample.bytes().length);
    assertThat(decoder.encapsulations())
        .containsOnlyKeys(sample.encapsulations())
        .allSatisfy((label, packets) -> assertThat(packets).isEqualTo(1));
    assertThat(decoder.decodeNext()).isNull();
  }

  /** Where a tunnel's header does not fit, what is left is the outer datagram. */
  @ParameterizedTest
  @MethodSource("samples")
  void everyCutIsToldAndNeverAnError(SamplePacket sample) {
    for (int cut = 0; cut < sample.bytes().length; cut++) {
      DecodeResult result =
          decode(sample.linkType(), Arrays.copyOf(sample.bytes(), cut), sample.bytes().length);
      if (cut >= sample.headers()) {
        assertThat(result).isEqualTo(DecodeResult.UDP);
        assertThat(decoder.datagram().destinationPort()).isEqualTo(6000);
      } else if (result == DecodeResult.UDP) {
        assertThat(decoder.datagram().sourcePort()).isEqualTo(40000);
      } else {
        assertThat(result).isIn(DecodeResult.TRUNCATED, DecodeResult.NOT_IP);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // RTP with four contributing sources; bit I missing; reserved byte set; Ethernet's OTV.
    "4789, 84000001",
    "4789, 00000000 00002a00",
    "4789, 08000000 00002a01",
    "8472, 08000100 00002a00",
    // Version 1; options beyond the packet; a type that nobody knows.
    "6081, 40006558 00002a00",
    "6081, 3f006558 00002a00",
    "6081, 00001234 00002a00",
    // Echo request; a length beyond the packet; version 0; no IP within; an extension of length 0.
    "2152, 32010004 00000000 00000000",
    "2152, 30ffffff 00000001",
    "2152, 10ff0000 00000001",
    "2152, 30ff0004 00000001 00000000",
    "2152, 34ff0008 00000001 00000085 00000000",
    // No end tag; a keep-alive; an unknown protocol.
    "37008, 01000001 0a01",
    "37008, 01040001 01",
    "37008, 01000099 01",
  })
  void whatDoesNotFitATunnelIsAnOrdinaryDatagram(int port, String header) {
    byte[] packet =
        ethernet(0x0800, ipv4(17, udp(40000, port, concat(hex(header.replace(" ", ""))))));
    assertThat(decode(LinkType.ETHERNET, packet)).isEqualTo(DecodeResult.UDP);
    assertThat(decoder.datagram().destinationPort()).isEqualTo(port);
    assertThat(decoder.encapsulations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gre-version-2, 47, 00020800, MALFORMED_ENCAPSULATION",
    "gre-routing, 47, 40000800, MALFORMED_ENCAPSULATION",
    "gre-keep-alive, 47, 00000000, NOT_IP",
    "gre-cut, 47, 0000, TRUNCATED",
    "erspan-3-of-another-frame-type, 47, 100022eb 00000001 20640001 00000000 0000 1c00, NOT_IP",
    "ipip-with-nothing, 4, 45, TRUNCATED",
  })
  void saysWhyATunnelLeadsNowhere(String name, int protocol, String bytes, DecodeResult expected) {
    byte[] packet = ipv4(protocol, hex(bytes.replace(" ", "")));
    assertThat(decode(LinkType.RAW, packet)).as(name).isEqualTo(expected);
  }

  @Test
  void refusesLabelsTagsAndTunnelsWithoutEnd() {
    assertThat(decode(LinkType.MPLS, hex("00010040".repeat(20))))
        .isEqualTo(DecodeResult.TOO_MANY_HEADERS);
    byte[] packet = ipv4(17, SamplePacket.UDP);
    for (int i = 0; i < 20; i++) {
      packet = ipv4(4, packet);
    }
    assertThat(decode(LinkType.RAW, packet)).isEqualTo(DecodeResult.TOO_MANY_HEADERS);
  }

  @Test
  void refusesAnInnerPacketThatClaimsMoreThanTheTunnelHas() {
    byte[] inner = ipv4(17, SamplePacket.UDP);
    inner[3]++;
    assertThat(decode(LinkType.RAW, ipv4(4, inner))).isEqualTo(DecodeResult.MALFORMED_IP);
  }

  @Test
  void saysWhatElseMplsAndPppCarry() {
    assertThat(decode(LinkType.MPLS, hex("00010140 10000021")))
        .as("associated channel")
        .isEqualTo(DecodeResult.NOT_IP);
    assertThat(decode(LinkType.PPP, hex("c021 01010004"))).isEqualTo(DecodeResult.NOT_IP);
    assertThat(decode(LinkType.PPPOE, hex("1109 0000 0000")))
        .as("discovery")
        .isEqualTo(DecodeResult.MALFORMED_ENCAPSULATION);
    assertThat(decode(LinkType.ETHERNET, ethernet(0x0026, hex("424203" + "00".repeat(35)))))
        .as("spanning tree")
        .isEqualTo(DecodeResult.NOT_IP);
  }

  @Test
  void countsEachEncapsulationOncePerPacket() {
    byte[] packet =
        ethernet(
            0x8100, concat(hex("0001 8100 0002 0800"), ipv4(47, concat(hex("0000 6558"), FRAME))));
    decode(LinkType.ETHERNET, packet);
    decode(LinkType.ETHERNET, packet);
    decode(LinkType.ETHERNET, FRAME);
    assertThat(decoder.encapsulations()).isEqualTo(Map.of("vlan", 2L, "gre", 2L));
  }

  private DecodeResult decode(int linkType, byte[] bytes) {
    return decode(linkType, bytes, bytes.length);
  }

  private DecodeResult decode(int linkType, byte[] captured, int wireLength) {
    CapturedPacket packet = new CapturedPacket();
    packet.set(ByteBuffer.wrap(captured), 0, captured.length, wireLength, linkType, 0);
    packet.setTimestampNs(42);
    return decoder.decode(packet);
  }
}
