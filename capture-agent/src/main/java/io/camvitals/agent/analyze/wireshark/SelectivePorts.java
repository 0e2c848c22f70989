package io.camvitals.agent.analyze.wireshark;

/** Protocols that, at their UDP ports, keep only some of the packets that could be RTP. */
final class SelectivePorts {
  private static final int ISAKMP = 500;
  private static final int RMCP = 623;
  private static final int L2TP = 1701;
  private static final int MNDP = 5678;
  private static final int ADWIN = 6543;
  private static final int FIRST_RX = 7000;
  private static final int LAST_RX = 7009;
  private static final int OTHER_RX = 7021;
  private static final int BACNET = 47_808;

  private SelectivePorts() {}

  /** Registers them. */
  static void register(UdpDissector udp) {
    udp.register(ISAKMP, SelectivePorts::isakmp);
    udp.register(RMCP, SelectivePorts::rmcp);
    udp.register(L2TP, SelectivePorts::l2tp);
    udp.register(MNDP, SelectivePorts::mndp);
    udp.register(ADWIN, SelectivePorts::adwin);
    for (int port = FIRST_RX; port <= LAST_RX; port++) {
      udp.register(port, SelectivePorts::rx);
    }
    udp.register(OTHER_RX, SelectivePorts::rx);
    udp.register(BACNET, SelectivePorts::bacnet);
  }

  /** Internet key exchange: a length that can be one. */
  private static boolean isakmp(Flow flow, Octets payload) {
    return payload.reported() >= 28 && Integer.compareUnsigned(payload.integer(24), 28) >= 0;
  }

  /** Remote management: one of three classes. */
  private static boolean rmcp(Flow flow, Octets payload) {
    if (payload.captured() < 4) {
      return false;
    }
    int kind = payload.unsignedByte(3) & 0x1f;
    return kind >= 6 && kind <= 8;
  }

  /** Layer two tunnels: version 2 or 3. */
  private static boolean l2tp(Flow flow, Octets payload) {
    if (payload.captured() < 2) {
      return false;
    }
    int version = payload.unsignedByte(1) & 0xf;
    return version == 2 || version == 3;
  }

  private static boolean mndp(Flow flow, Octets payload) {
    return payload.captured() >= 8 && payload.unsignedByte(4) == 0 && payload.unsignedByte(6) == 0;
  }

  /** Known by the length alone. */
  private static boolean adwin(Flow flow, Octets payload) {
    return switch (payload.reported()) {
      case 32, 52, 56, 64, 412, 1008, 1356, 1408, 1416 -> true;
      default -> false;
    };
  }

  /** Andrew's file system: one of ten packet types. */
  private static boolean rx(Flow flow, Octets payload) {
    if (payload.captured() < 28) {
      return false;
    }
    int type = payload.unsignedByte(20);
    return type >= 1 && type <= 9 || type == 13;
  }

  private static boolean bacnet(Flow flow, Octets payload) {
    int type = payload.unsignedByte(0);
    return type == 0x81 || type == 0x82;
  }
}
