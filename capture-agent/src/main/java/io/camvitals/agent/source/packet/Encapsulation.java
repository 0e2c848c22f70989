package io.camvitals.agent.source.packet;

/** What may lie between a link and the packets of a camera: tags, labels, sessions and tunnels. */
public enum Encapsulation {
  /** IEEE 802.1Q and 802.1ad. */
  VLAN("vlan"),

  /** IEEE 802.1ah, provider backbone bridges: Ethernet in Ethernet. */
  PBB("802.1ah"),

  /** RFC 2516. */
  PPPOE("pppoe"),

  /** RFC 3032, also as a pseudowire (RFC 4448). */
  MPLS("mpls"),

  /** RFC 2003, 2473, 4213. */
  IP_IN_IP("ip-in-ip"),

  /** EtherIP (RFC 3378) and Ethernet as SRv6 carries it (RFC 8986). */
  ETHERNET_IN_IP("ethernet-in-ip"),

  /** RFC 2784, 2890, and 2637 (PPTP). */
  GRE("gre"),

  /** What switches wrap around mirrored packets, types I, II and III. */
  ERSPAN("erspan"),

  /** RFC 7348. */
  VXLAN("vxlan"),

  /** RFC 8926. */
  GENEVE("geneve"),

  /** What mobile networks carry user data in: 3GPP TS 29.281. */
  GTP_U("gtp-u"),

  /** TaZmen Sniffer Protocol: what routers and access points send mirrored packets in. */
  TZSP("tzsp");

  private final String label;

  Encapsulation(String label) {
    this.label = label;
  }

  /** A stable lower-case name for counters and reports. */
  public String label() {
    return label;
  }
}
