package io.camvitals.agent.source.packet;

/** EtherTypes (IEEE 802 numbers of IANA) that lead to IP. */
final class EtherType {
  static final int TRANSPARENT_ETHERNET = 0x6558;
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;

  /** Smaller values are not types but lengths of IEEE 802.3 frames. */
  private static final int SMALLEST = 0x0600;

  private static final int VLAN = 0x8100;
  private static final int SERVICE_VLAN = 0x88a8;
  private static final int OLD_SERVICE_VLAN = 0x9100;
  private static final int OLD_SERVICE_VLAN_2 = 0x9200;
  private static final int VN_TAG = 0x8926;
  private static final int BACKBONE_SERVICE = 0x88e7;
  private static final int MPLS = 0x8847;
  private static final int MPLS_UPSTREAM = 0x8848;
  private static final int PPPOE_SESSION = 0x8864;
  private static final int PPP = 0x880b;

  private EtherType() {}

  /** The layer that {@code etherType} names, which begins at the cursor. */
  static Layer layer(PacketCursor cursor, int etherType) {
    return switch (etherType) {
      case IPV4 -> Layer.IPV4;
      case IPV6 -> Layer.IPV6;
      case VLAN, SERVICE_VLAN, OLD_SERVICE_VLAN, OLD_SERVICE_VLAN_2 -> Layer.VLAN;
      case VN_TAG -> Layer.VN_TAG;
      case BACKBONE_SERVICE -> Layer.BACKBONE_SERVICE;
      case MPLS, MPLS_UPSTREAM -> Layer.MPLS;
      case PPPOE_SESSION -> Layer.PPPOE;
      case PPP -> Layer.PPP;
      case TRANSPARENT_ETHERNET -> Layer.ETHERNET;
      default -> cursor.done(DecodeResult.NOT_IP);
    };
  }

  /** Whether a frame with this type may lead to IP. */
  static boolean isKnown(int etherType) {
    return switch (etherType) {
      case IPV4,
          IPV6,
          VLAN,
          SERVICE_VLAN,
          OLD_SERVICE_VLAN,
          OLD_SERVICE_VLAN_2,
          VN_TAG,
          BACKBONE_SERVICE,
          MPLS,
          MPLS_UPSTREAM,
          PPPOE_SESSION ->
          true;
      default -> false;
    };
  }

  static boolean isLength(int value) {
    return value < SMALLEST;
  }
}
