package io.camvitals.agent.source.packet;

/** What lies at the cursor: each decoder reads one layer and names the one that it carries. */
enum Layer {
  // Links.
  ETHERNET,
  LINUX_SLL,
  LINUX_SLL2,
  LOOPBACK,

  // Between a link and IP.
  VLAN,

  // IP, and what it carries.
  IP,
  IPV4,
  IPV6,
  AUTHENTICATION,
  UDP,
  TCP,

  /** Nothing is left to decode: {@link PacketCursor#result} says what came of the packet. */
  DONE
}
