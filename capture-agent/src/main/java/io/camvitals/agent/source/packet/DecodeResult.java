package io.camvitals.agent.source.packet;

/** What the decoder made of one captured packet: a UDP datagram, or why there is none. */
public enum DecodeResult {
  /** A UDP datagram, or the last missing fragment of one. */
  UDP("udp"),

  /** A fragment of a datagram that is not complete yet (RFC 791, RFC 8200 section 4.5). */
  FRAGMENT("ip-fragment"),

  /** A TCP segment. */
  TCP("tcp"),

  /** ICMP, IGMP, ESP and all other protocols over IP. */
  OTHER_TRANSPORT("not-udp"),

  /** ARP, LLDP, spanning tree and all else that is not IP. */
  NOT_IP("not-ip"),

  /** An IEEE 802.11 frame whose body is encrypted; its header was observed. */
  WLAN_ENCRYPTED("wlan-encrypted"),

  /** A management or control frame of IEEE 802.11, or a data frame without a body. */
  WLAN_WITHOUT_DATA("wlan-without-data"),

  /** A part of what IEEE 802.11 sent in several frames. */
  WLAN_FRAGMENT("wlan-fragment"),

  /** The radio received the frame with a wrong check sequence. */
  WLAN_DAMAGED("wlan-damaged"),

  UNSUPPORTED_LINK_TYPE("unsupported-link-type"),

  /** The capture kept too little of the packet to read the headers. */
  TRUNCATED("truncated-header"),

  /** More headers, one in another, than any real packet has. */
  TOO_MANY_HEADERS("too-many-headers"),

  /** Lengths or version of the IP header contradict each other or the packet. */
  MALFORMED_IP("malformed-ip"),

  /** The header of a tunnel contradicts itself or the packet around it. */
  MALFORMED_ENCAPSULATION("malformed-encapsulation"),

  /** The UDP length is shorter than its own header. */
  MALFORMED_UDP("malformed-udp"),

  /** The UDP length goes beyond the IP packet; the datagram is what that has. */
  OVERLONG_UDP("malformed-udp"),

  /** The TCP header is longer than the segment, or shorter than it can be. */
  MALFORMED_TCP("malformed-tcp");

  private final String reason;

  DecodeResult(String reason) {
    this.reason = reason;
  }

  /** A stable lower-case name for counters and reports. */
  public String reason() {
    return reason;
  }
}
