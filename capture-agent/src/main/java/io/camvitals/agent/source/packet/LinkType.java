package io.camvitals.agent.source.packet;

/** Link-layer header types as capture files name them (the LINKTYPE_ registry of tcpdump.org). */
public final class LinkType {
  /** BSD loopback: a protocol family in the byte order of the machine that captured. */
  public static final int NULL = 0;

  public static final int ETHERNET = 1;

  public static final int PPP = 9;

  /** Raw IP as the BSD DLT_RAW values that some writers store instead of {@link #RAW}. */
  public static final int RAW_BSD = 12;

  public static final int RAW_OPENBSD = 14;

  /** PPP in HDLC-like framing. */
  public static final int PPP_HDLC = 50;

  /** A PPPoE session without its Ethernet header. */
  public static final int PPPOE = 51;

  /** Raw IPv4 or IPv6, told apart by the version nibble. */
  public static final int RAW = 101;

  /** Cisco's HDLC: four bytes that end with an EtherType. */
  public static final int CISCO_HDLC = 104;

  /** IEEE 802.11 frames with nothing before them. */
  public static final int IEEE802_11 = 105;

  /** OpenBSD loopback: a protocol family in network byte order. */
  public static final int LOOP = 108;

  /** Linux "cooked" capture, version 1. */
  public static final int LINUX_SLL = 113;

  /** IEEE 802.11 behind a Prism or AVS header. */
  public static final int IEEE802_11_PRISM = 119;

  /** IEEE 802.11 behind a radiotap header. */
  public static final int IEEE802_11_RADIOTAP = 127;

  /** {@link #PKTAP} as some versions of macOS number it. */
  public static final int PKTAP_USER2 = 149;

  /** IEEE 802.11 behind an AVS header. */
  public static final int IEEE802_11_AVS = 163;

  /** Per-Packet Information, then any other link type. */
  public static final int PPI = 192;

  public static final int MPLS = 219;

  public static final int IPV4 = 228;
  public static final int IPV6 = 229;

  /** The log of Linux's packet filter. */
  public static final int NFLOG = 239;

  /** macOS, several interfaces at once. */
  public static final int PKTAP = 258;

  /** Linux "cooked" capture, version 2. */
  public static final int LINUX_SLL2 = 276;

  private LinkType() {}

  /** Whether packets of that link type can be decoded. */
  public static boolean isSupported(int linkType) {
    return LinkDecoder.first(new PacketCursor(), linkType) != Layer.DONE;
  }

  /**
   * The name that tcpdump.org's registry has for it, without LINKTYPE_; empty when none is known.
   */
  public static String name(int linkType) {
    return LinkTypeNames.of(linkType);
  }
}
