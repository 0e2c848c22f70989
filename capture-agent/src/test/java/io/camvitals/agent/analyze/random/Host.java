package io.camvitals.agent.analyze.random;

import java.util.Random;

/**
 * An address and a port.
 *
 * @param address 4 or 16 bytes
 */
record Host(byte[] address, int port) {
  private static final int FIRST_PORT = 10_000;

  static Host of(Random random, boolean ipv6) {
    byte[] address = new byte[ipv6 ? 16 : 4];
    random.nextBytes(address);
    address[0] = (byte) (ipv6 ? 0x20 : 10);
    return new Host(address, FIRST_PORT + 2 * random.nextInt(20_000));
  }

  Host at(int other) {
    return new Host(address, other);
  }

  boolean isIpv6() {
    return address.length == 16;
  }

  /** The address as SDP has it. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < address.length; i += isIpv6() ? 2 : 1) {
      if (isIpv6()) {
        text.append(i == 0 ? "" : ":")
            .append(Integer.toHexString((address[i] & 0xff) << 8 | address[i + 1] & 0xff));
      } else {
        text.append(i == 0 ? "" : ".").append(address[i] & 0xff);
      }
    }
    return text.toString();
  }
}
