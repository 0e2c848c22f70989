package io.camvitals.agent.analyze;

/** Link types as reports name them: the names of tcpdump.org's registry in lower case. */
final class LinkTypeNames {
  private LinkTypeNames() {}

  static String of(int linkType) {
    return switch (linkType) {
      case 0 -> "null";
      case 1 -> "ethernet";
      case 9 -> "ppp";
      case 12, 14, 101 -> "raw";
      case 50 -> "ppp-hdlc";
      case 51 -> "ppp-ether";
      case 104 -> "c-hdlc";
      case 105 -> "ieee802-11";
      case 108 -> "loop";
      case 113 -> "linux-sll";
      case 119 -> "ieee802-11-prism";
      case 127 -> "ieee802-11-radiotap";
      case 163 -> "ieee802-11-avs";
      case 192 -> "ppi";
      case 228 -> "ipv4";
      case 229 -> "ipv6";
      case 276 -> "linux-sll2";
      default -> "linktype-" + linkType;
    };
  }
}
