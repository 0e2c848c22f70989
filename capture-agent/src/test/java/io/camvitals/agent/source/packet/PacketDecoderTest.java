package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.ipv6;
import static io.camvitals.agent.source.Frames.udp;
import static io.camvitals.agent.source.Frames.udpFrame;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.Frames;
import io.camvitals.event.StreamKeys;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacketDecoderTest {
  private static final byte[] PAYLOAD = hex("00112233445566778899aabbccddeeff");
  private static final byte[] UDP = udp(5000, 6000, PAYLOAD);

  private final PacketDecoder decoder = new PacketDecoder();

  @Test
  void readsUdpOverIpv4OnEthernet() {
    assertUdp(LinkType.ETHERNET, udpFrame(PAYLOAD));
    assertThat(StreamKeys.of(decoder.datagram().source())).isEqualTo("192.0.2.7:5000");
    assertThat(StreamKeys.of(decoder.datagram().destination())).isEqualTo("192.0.2.1:6000");
  }

  @Test
  void readsUdpOverIpv6() {
    assertUdp(LinkType.ETHERNET, ethernet(0x86dd, ipv6(17, UDP)));
    assertThat(StreamKeys.of(decoder.datagram().source())).isEqualTo("[2001:db8:0:0:0:0:0:7]:5000");
  }

  @Test
  void stepsOverTagsOptionsAndEthernetPadding() {
    byte[] ip = ipv4(17, UDP);
    assertUdp(LinkType.ETHERNET, ethernet(0x8100, concat(hex("0064 0800"), ip)));
    assertUdp(LinkType.ETHERNET, ethernet(0x88a8, concat(hex("0064 8100 00c8 0800"), ip)));
    assertUdp(LinkType.ETHERNET, ethernet(0x0800, ipv4(17, hex("94040000"), 0, 0, UDP)));
    assertUdp(LinkType.ETHERNET, concat(udpFrame(PAYLOAD), new byte[7]));
  }

  /** Wireshark joins no fragments of which it lacks the end, and reads the first one. */
  @Test
  void leavesCutFragmentsAloneWhenAskedTo() {
    byte[] datagram = udp(5000, 6000, new byte[32]);
    byte[] first = ipv4(17, new byte[0], 7, 0x2000, Arrays.copyOf(datagram, 24));
    byte[] second = ipv4(17, new byte[0], 7, 3, Arrays.copyOfRange(datagram, 24, 40));
    CapturedPacket cut = new CapturedPacket();
    cut.set(ByteBuffer.wrap(first), 0, 34, first.length, LinkType.RAW, 0);
    PacketDecoder wiresharks = new PacketDecoder().leavingCutFragmentsAlone();
    assertThat(wiresharks.decode(cut)).isEqualTo(DecodeResult.OVERLONG_UDP);
    cut.set(ByteBuffer.wrap(second), 0, 30, second.length, LinkType.RAW, 0);
    assertThat(wiresharks.decode(cut)).isEqualTo(DecodeResult.FRAGMENT);
    cut.set(ByteBuffer.wrap(first), 0, 34, first.length, LinkType.RAW, 0);
    assertThat(decoder.decode(cut)).isEqualTo(DecodeResult.FRAGMENT);
    cut.set(ByteBuffer.wrap(second), 0, 30, second.length, LinkType.RAW, 0);
    assertThat(decoder.decode(cut)).isEqualTo(DecodeResult.UDP);
  }

  @Test
  void refusesEndlessTags() {
    byte[] tags = hex("0001 8100".repeat(40));
    assertThat(decode(LinkType.ETHERNET, ethernet(0x8100, concat(tags, ipv4(17, UDP)))))
        .isEqualTo(DecodeResult.TOO_MANY_HEADERS);
  }

  @Test
  void readsEveryLinkType() {
    byte[] v4 = ipv4(17, UDP);
    byte[] v6 = ipv6(17, UDP);
    assertUdp(LinkType.LINUX_SLL, concat(hex("0000 0001 0006 020000000001 0000 0800"), v4));
    assertUdp(
        LinkType.LINUX_SLL2, concat(hex("86dd 0000 00000002 0001 00 06 020000000001 0000"), v6));
    assertUdp(LinkType.RAW, v4);
    assertUdp(LinkType.RAW_BSD, v6);
    assertUdp(LinkType.IPV4, v4);
    assertUdp(LinkType.IPV6, v6);
    assertUdp(LinkType.NULL, concat(hex("02000000"), v4));
    assertUdp(LinkType.NULL, concat(hex("0000001e"), v6));
    assertUdp(LinkType.LOOP, concat(hex("00000018"), v6));
    assertThat(decode(147, v4)).isEqualTo(DecodeResult.UNSUPPORTED_LINK_TYPE);
  }

  @Test
  void stepsOverIpv6ExtensionHeaders() {
    byte[] hopByHop = hex("3c 00 050200000100"); // next: destination options
    byte[] destination = hex("2b 01 0104000000000000000000000000"); // next: routing
    byte[] routing = hex("33 00 0000 00000000"); // next: authentication
    byte[] authentication = hex("2c 02 0000 00000001 00000001 00000000"); // next: fragment
    byte[] atomicFragment = hex("11 00 0000 00000001"); // the only fragment: whole
    assertUdp(
        LinkType.RAW,
        ipv6(0, concat(hopByHop, destination, routing, authentication, atomicFragment, UDP)));
    assertThat(decode(LinkType.RAW, ipv6(0, hex("00 01 000000000000"))))
        .isEqualTo(DecodeResult.MALFORMED_IP);
    assertThat(decode(LinkType.RAW, ipv6(60, hex("3c 00 000000000000".repeat(20)))))
        .isEqualTo(DecodeResult.TOO_MANY_HEADERS);
  }

  @Test
  void stepsOverAnAuthenticationHeaderInIpv4() {
    byte[] authentication = hex("11 04 0000 00000001 00000002" + "00".repeat(12));
    assertUdp(LinkType.RAW, ipv4(51, concat(authentication, UDP)));
    assertThat(decode(LinkType.RAW, ipv4(51, hex("11 04 0000 00000001"))))
        .isEqualTo(DecodeResult.MALFORMED_IP);
    assertThat(decode(LinkType.RAW, ipv4(51, hex("11")))).isEqualTo(DecodeResult.TRUNCATED);
  }

  @Test
  void saysWhyThereIsNoDatagram() {
    assertThat(decode(LinkType.ETHERNET, ethernet(0x0806, new byte[28])))
        .isEqualTo(DecodeResult.NOT_IP);
    assertThat(decode(LinkType.ETHERNET, ethernet(0x0026, new byte[38])))
        .isEqualTo(DecodeResult.NOT_IP);
    assertThat(decode(LinkType.RAW, ipv4(6, Frames.tcp(1, 2, 3, new byte[4]))))
        .isEqualTo(DecodeResult.TCP);
    assertThat(decode(LinkType.RAW, ipv6(6, Frames.tcp(1, 2, 3, new byte[4]))))
        .isEqualTo(DecodeResult.TCP);
    assertThat(decode(LinkType.RAW, ipv6(6, UDP))).isEqualTo(DecodeResult.MALFORMED_TCP);
    assertThat(decode(LinkType.RAW, ipv4(1, UDP))).isEqualTo(DecodeResult.OTHER_TRANSPORT);
    assertThat(decode(LinkType.RAW, hex("00"))).isEqualTo(DecodeResult.MALFORMED_IP);
    assertThat(decode(LinkType.NULL, hex("00000007 00"))).isEqualTo(DecodeResult.NOT_IP);
  }

  @Test
  void refusesLengthsThatContradict() {
    byte[] shortHeader = ipv4(17, UDP);
    shortHeader[0] = 0x44;
    assertThat(decode(LinkType.RAW, shortHeader)).isEqualTo(DecodeResult.MALFORMED_IP);
    byte[] tooLong = ipv4(17, UDP);
    tooLong[3]++;
    assertThat(decode(LinkType.RAW, tooLong)).as("cut by a tool").isEqualTo(DecodeResult.UDP);
    byte[] udpTooLong = ipv4(17, UDP);
    udpTooLong[25]++;
    assertThat(decode(LinkType.RAW, udpTooLong)).isEqualTo(DecodeResult.OVERLONG_UDP);
    byte[] udpTooShort = ipv4(17, UDP);
    udpTooShort[25] = 7;
    assertThat(decode(LinkType.RAW, udpTooShort)).isEqualTo(DecodeResult.MALFORMED_UDP);
    byte[] ipv6TooLong = ipv6(17, UDP);
    ipv6TooLong[5]++;
    assertThat(decode(LinkType.RAW, ipv6TooLong)).as("cut by a tool").isEqualTo(DecodeResult.UDP);
  }

  @Test
  void takesLengthZeroOfOffloadedPacketsFromThePacket() {
    byte[] offloaded = ipv4(17, UDP);
    offloaded[2] = 0;
    offloaded[3] = 0;
    assertUdp(LinkType.RAW, offloaded);
  }

  @Test
  void keepsTheWireLengthOfAPacketThatTheSnapshotLengthCut() {
    byte[] frame = udpFrame(PAYLOAD);
    assertThat(decode(LinkType.ETHERNET, Arrays.copyOf(frame, 46), frame.length))
        .isEqualTo(DecodeResult.UDP);
    assertThat(decoder.datagram().payloadLength()).isEqualTo(PAYLOAD.length);
    assertThat(decoder.datagram().capturedLength()).isEqualTo(4);
    assertThat(decoder.datagram().wireSize()).isEqualTo(frame.length);
  }

  @Test
  void everyCutIsTruncatedAndNeverAnError() {
    byte[] frame =
        ethernet(0x8100, concat(hex("0064 86dd"), ipv6(0, concat(hex("1100050200000100"), UDP))));
    int headers = frame.length - PAYLOAD.length;
    for (int cut = 0; cut < frame.length; cut++) {
      assertThat(decode(LinkType.ETHERNET, Arrays.copyOf(frame, cut), frame.length))
          .as("cut after %d bytes", cut)
          .isEqualTo(cut < headers ? DecodeResult.TRUNCATED : DecodeResult.UDP);
    }
  }

  @Property(tries = 2000)
  void survivesAnyBytes(@ForAll @Size(max = 120) byte[] bytes, @ForAll long seed) {
    Random random = new Random(seed);
    int[] linkTypes = {0, 1, 12, 101, 108, 113, 228, 229, 276};
    decode(linkTypes[random.nextInt(linkTypes.length)], bytes, bytes.length + random.nextInt(100));
  }

  @Property(tries = 2000)
  void survivesAnyMutation(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] frame =
        ethernet(
            0x8100,
            concat(
                hex("0064 86dd"),
                ipv6(0, concat(hex("2c00050200000100"), hex("1100000100000001"), UDP))));
    for (int i = 0; i < 4; i++) {
      frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
    }
    decode(LinkType.ETHERNET, frame);
  }

  private void assertUdp(int linkType, byte[] frame) {
    assertThat(decode(linkType, frame)).isEqualTo(DecodeResult.UDP);
    UdpDatagram datagram = decoder.datagram();
    byte[] payload = new byte[datagram.capturedLength()];
    datagram.buffer().get(datagram.payloadOffset(), payload);
    assertThat(payload).isEqualTo(PAYLOAD);
    assertThat(datagram.payloadLength()).isEqualTo(PAYLOAD.length);
    assertThat(datagram.sourcePort()).isEqualTo(5000);
    assertThat(datagram.destinationPort()).isEqualTo(6000);
    assertThat(datagram.wireSize()).isEqualTo(frame.length);
    assertThat(datagram.arrivalNs()).isEqualTo(42);
  }

  private DecodeResult decode(int linkType, byte[] frame) {
    return decode(linkType, frame, frame.length);
  }

  /** With bytes around the packet, which must not be looked at. */
  private DecodeResult decode(int linkType, byte[] captured, int wireLength) {
    byte[] around = concat(hex("ffffffff"), captured, hex("ffffffff"));
    CapturedPacket packet = new CapturedPacket();
    packet.set(ByteBuffer.wrap(around), 4, captured.length, wireLength, linkType, 0);
    packet.setTimestampNs(42);
    return decoder.decode(packet);
  }
}
