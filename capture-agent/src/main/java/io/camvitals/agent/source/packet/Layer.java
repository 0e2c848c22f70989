package io.camvitals.agent.source.packet;

/** What lies at the cursor: each decoder reads one layer and names the one that it carries. */
enum Layer {
  // Links.
  ETHERNET,
  LINUX_SLL,
  LINUX_SLL2,
  LOOPBACK,
  PPP,
  CISCO_HDLC,
  NFLOG,
  PKTAP,

  // IEEE 802.11: alone, behind what a radio noted, as one packet of several.
  IEEE802_11,
  RADIOTAP,
  PPI,
  PRISM,
  WIRELESS_FRAME,
  WIRELESS_SUBFRAME,

  // Between a link and IP.
  LLC,
  VLAN,
  VN_TAG,
  BACKBONE_SERVICE,
  PPPOE,
  MPLS,

  // IP, and what it carries.
  IP,
  IPV4,
  IPV6,
  AUTHENTICATION,
  UDP,
  TCP,

  // Tunnels that are protocols of IP.
  GRE,
  IPV4_IN_IP,
  IPV6_IN_IP,
  ETHER_IP,
  ETHERNET_IN_IP,

  /** Nothing is left to decode: {@link PacketCursor#result} says what came of the packet. */
  DONE
}
