package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.ethernet;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.ipv6;
import static io.camvitals.agent.source.Frames.udp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A packet in which the same UDP datagram (port 5000 to 6000) is wrapped in one of the ways that
 * the decoder knows.
 *
 * @param headers bytes before the payload of the innermost datagram
 * @param encapsulations the labels that are to be counted
 */
record SamplePacket(
    String name, int linkType, byte[] bytes, int headers, List<String> encapsulations) {
  static final byte[] PAYLOAD = hex("00112233445566778899aabbccddeeff0123456789");
  static final byte[] UDP = udp(5000, 6000, PAYLOAD);

  private static final byte[] IPV4 = ipv4(17, UDP);
  private static final byte[] IPV6 = ipv6(17, UDP);

  /** Its addresses are a known vendor's, by which tshark tells Ethernet in a pseudowire. */
  private static final byte[] FRAME = concat(hex("000c29aabbcc 000c29aabbcd 0800"), ipv4(17, UDP));

  private static final byte[] SNAP = hex("aaaa03 000000 0800");
  private static final byte[] CHECK_SEQUENCE = hex("deadbeef");
  private static final String STATIONS = "020000000001 020000000002 020000000003";

  static List<SamplePacket> all() {
    return List.of(
        ether("ipv4", 0x0800, IPV4),
        ether("ipv6", 0x86dd, IPV6),
        ether("vlan", 0x8100, concat(hex("0064 0800"), IPV4), "vlan"),
        ether("qinq", 0x88a8, concat(hex("0064 8100 00c8 86dd"), IPV6), "vlan"),
        ether("vn-tag", 0x8926, concat(hex("00000000 0800"), IPV4), "vlan"),
        ether("802.1ah", 0x88e7, concat(hex("00000042"), FRAME), "802.1ah"),
        ether("802.3", 8 + IPV4.length, concat(SNAP, IPV4)),
        ether(
            "pppoe", 0x8864, concat(hex("1100 0042"), length(2, IPV4), hex("0021"), IPV4), "pppoe"),
        ether(
            "pppoe-ipv6",
            0x8864,
            concat(hex("1100 0042"), length(1, IPV6), hex("57"), IPV6),
            "pppoe"),
        ether("mpls", 0x8847, concat(hex("00010040 00020140"), IPV4), "mpls"),
        ether("mpls-ipv6", 0x8847, concat(hex("00002140"), IPV6), "mpls"),
        ether("pseudowire", 0x8847, concat(hex("00010140"), FRAME), "mpls"),
        ether("control-word", 0x8847, concat(hex("00010140 00000007"), FRAME), "mpls"),
        ip("ip-in-ip", 4, IPV4, "ip-in-ip"),
        ip("6in4", 41, IPV6, "ip-in-ip"),
        sample("4in6", LinkType.RAW, ipv6(4, IPV4), "ip-in-ip"),
        ip("etherip", 97, concat(hex("3000"), FRAME), "ethernet-in-ip"),
        ip("gre", 47, concat(hex("0000 0800"), IPV4), "gre"),
        ip("gre-all-fields", 47, concat(hex("b000 86dd bad00000 00000007 00000001"), IPV6), "gre"),
        ip("nvgre", 47, concat(hex("2000 6558 00002a00"), FRAME), "gre"),
        ip(
            "pptp",
            47,
            concat(hex("3081 880b"), length(2, IPV4), hex("0001 00000001 00000002 0021"), IPV4),
            "gre"),
        ip("gre-mpls", 47, concat(hex("0000 8847 00010140"), IPV4), "gre", "mpls"),
        ip("erspan-1", 47, concat(hex("0000 88be"), FRAME), "erspan", "gre"),
        ip(
            "erspan-2",
            47,
            concat(hex("1000 88be 00000001 1064 0001 00000000"), FRAME),
            "erspan",
            "gre"),
        ip(
            "erspan-3",
            47,
            concat(hex("1000 22eb 00000001 2064 0001 00000000 0000 0000"), FRAME),
            "erspan",
            "gre"),
        ip(
            "erspan-3-subheader",
            47,
            concat(hex("1000 22eb 00000001 2064 0001 00000000 0000 0001 0000000000000000"), FRAME),
            "erspan",
            "gre"),
        tunnel("vxlan", 4789, concat(hex("08000000 00002a00"), FRAME), "vxlan"),
        tunnel("vxlan-8472", 8472, concat(hex("08000000 00002a00"), FRAME), "vxlan"),
        tunnel("vxlan-group-policy", 4789, concat(hex("88000007 00002a00"), FRAME), "vxlan"),
        tunnel("vxlan-gpe", 4790, concat(hex("0c000002 00002a00"), IPV6), "vxlan"),
        tunnel("geneve", 6081, concat(hex("0000 6558 00002a00"), FRAME), "geneve"),
        tunnel(
            "geneve-options",
            6081,
            concat(hex("0240 86dd 00002a00 0102 80 01 00000000"), IPV6),
            "geneve"),
        tunnel(
            "gtp-u", 2152, concat(hex("30 ff"), length(0, IPV4), hex("00000001"), IPV4), "gtp-u"),
        tunnel(
            "gtp-u-extension",
            2152,
            concat(hex("34 ff"), length(8, IPV6), hex("00000001 0000 00 85 01 0009 00"), IPV6),
            "gtp-u"),
        tunnel("tzsp", 37008, concat(hex("01 00 0001 0a 01 c4 01"), FRAME), "tzsp"),
        tunnel(
            "tzsp-802.11",
            37008,
            concat(hex("01 00 0012 01"), wireless("0802", STATIONS, "1000", SNAP, IPV4)),
            "tzsp"),
        tunnel(
            "vxlan-in-gre-in-vxlan",
            4789,
            concat(
                hex("08000000 00002a00"),
                ethernet(
                    0x8100,
                    concat(
                        hex("0064 0800"),
                        ipv4(
                            47,
                            concat(
                                hex("0000 86dd"),
                                ipv6(
                                    17,
                                    udp(40000, 4789, concat(hex("08000000 00002b00"), FRAME)))))))),
            "gre",
            "vlan",
            "vxlan"),
        sample("ppp", LinkType.PPP, concat(hex("0021"), IPV4)),
        sample("ppp-hdlc", LinkType.PPP_HDLC, concat(hex("ff03 0057"), IPV6)),
        sample("cisco-hdlc", LinkType.CISCO_HDLC, concat(hex("0f00 0800"), IPV4)),
        sample("cisco-hdlc-multicast", LinkType.PPP_HDLC, concat(hex("8f00 86dd"), IPV6)),
        sample(
            "nflog",
            LinkType.NFLOG,
            concat(hex("02 00 0000 0500 0a00 00000000"), hex("3500 0900"), IPV4, hex("ffff"))),
        sample(
            "pktap",
            LinkType.PKTAP,
            concat(hex("6c000000 01000000 01000000"), new byte[96], FRAME)),
        sample(
            "sll-llc",
            LinkType.LINUX_SLL,
            concat(hex("0000 0001 0006 020000000001 0000 0004"), SNAP, IPV4)),
        sample("802.11-to-ap", LinkType.IEEE802_11, wireless("0801", STATIONS, "1000", SNAP, IPV4)),
        sample(
            "802.11-qos",
            LinkType.IEEE802_11,
            wireless("8802", STATIONS, "1000", hex("0000"), SNAP, IPV4)),
        sample(
            "802.11-four-addresses",
            LinkType.IEEE802_11,
            wireless("8803", STATIONS, "1000", hex("020000000004 0000"), SNAP, IPV4)),
        sample(
            "802.11-ht-control",
            LinkType.IEEE802_11,
            wireless("8882", STATIONS, "1000", hex("0000 00000000"), SNAP, IPV4)),
        sample(
            "radiotap",
            LinkType.IEEE802_11_RADIOTAP,
            concat(
                hex("00 00 1000 2e000000 10 02 6c09 a000 c4 00"),
                wireless("0802", STATIONS, "1000", SNAP, IPV4),
                CHECK_SEQUENCE)),
        sample(
            "radiotap-padded",
            LinkType.IEEE802_11_RADIOTAP,
            concat(
                hex("00 00 0900 02000000 20"),
                wireless("8802", STATIONS, "1000", hex("0000 0000"), SNAP, IPV4))),
        sample(
            "ppi",
            LinkType.PPI,
            concat(
                hex(
                    "00 00 2000 69000000 0200 1400 0000000000000000 0000 0200 6c09 a000 0000 c4 a0"),
                wireless("0802", STATIONS, "1000", SNAP, IPV4))),
        sample(
            "prism",
            LinkType.IEEE802_11_PRISM,
            concat(
                hex("44000000 90000000"),
                new byte[136],
                wireless("0802", STATIONS, "1000", SNAP, IPV4))));
  }

  /** Bytes of an IEEE 802.11 frame; the first four of {@code hex} digits are its frame control. */
  static byte[] wireless(String control, String addresses, String sequence, byte[]... body) {
    return concat(hex(control + "0000" + addresses + sequence), concat(body));
  }

  private static SamplePacket ether(
      String name, int etherType, byte[] payload, String... encapsulations) {
    return sample(name, LinkType.ETHERNET, ethernet(etherType, payload), encapsulations);
  }

  private static SamplePacket ip(
      String name, int protocol, byte[] payload, String... encapsulations) {
    return ether(name, 0x0800, ipv4(protocol, payload), encapsulations);
  }

  private static SamplePacket tunnel(
      String name, int port, byte[] payload, String... encapsulations) {
    return ip(name, 17, udp(40000, port, payload), encapsulations);
  }

  private static SamplePacket sample(
      String name, int linkType, byte[] bytes, String... encapsulations) {
    int headers = bytes.length - PAYLOAD.length;
    while (!Arrays.equals(bytes, headers, headers + PAYLOAD.length, PAYLOAD, 0, PAYLOAD.length)) {
      headers--;
    }
    return new SamplePacket(name, linkType, bytes, headers, List.of(encapsulations));
  }

  /** Two bytes that hold the length of {@code following}, and {@code more}. */
  private static byte[] length(int more, byte[] following) {
    return ByteBuffer.allocate(2).putShort((short) (more + following.length)).array();
  }
}
