package io.camvitals.agent.source.packet;

/** EtherTypes (IEEE 802 numbers of IANA) that lead to IP. */
final class EtherType {
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int VLAN = 0x8100;
  private static final int SERVICE_VLAN = 0x88a8;
  private static final int OLD_SERVICE_VLAN = 0x9100;
  private static final int OLD_SERVICE_VLAN_2 = 0x9200;

  private EtherType() {}

  /** The layer that {@code etherType} names, which begins at the cursor. */
  static Layer layer(PacketCursor cursor, int etherType) {
    return switch (etherType) {
      case IPV4 -> Layer.IPV4;
      case IPV6 -> Layer.IPV6;
      case VLAN, SERVICE_VLAN, OLD_SERVICE_VLAN, OLD_SERVICE_VLAN_2 -> Layer.VLAN;
      default -> cursor.done(DecodeResult.NOT_IP);
    };
  }
}
