package io.camvitals.agent.analyze.wireshark;

/** An IP address as two 64-bit halves; IPv4 stands as its IPv4-mapped IPv6 address. */
record Address(long high, long low) {
  /** The address that stands for none. */
  static final Address NONE = new Address(0, 0);
}
