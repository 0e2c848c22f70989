package io.camvitals.agent.analyze.random;

import io.camvitals.agent.source.Frames;
import java.util.Random;

/**
 * Captures of a structure that a seed determines: RTP with losses, reordering and duplicates,
 * several sources on one pair of ports, static and dynamic payload types; announced by RTSP, SIP or
 * by nobody; interleaved in TCP; VLAN tags, IPv6, fragments, cut packets; and what is no RTP.
 */
public final class RandomTraffic {
  private RandomTraffic() {}

  /** A capture file. */
  public static byte[] capture(long seed) {
    Random random = new Random(seed);
    Wire wire = new Wire(random);
    int parts = 1 + random.nextInt(5);
    for (int i = 0; i < parts; i++) {
      boolean ipv6 = random.nextInt(4) == 0;
      switch (random.nextInt(6)) {
        case 0, 1 -> rtp(wire, random, ipv6);
        case 2 -> new SipTraffic(wire, random, ipv6).run();
        case 3, 4 -> new RtspTraffic(wire, random, ipv6).run();
        default -> noise(wire, random, ipv6);
      }
    }
    return wire.capture();
  }

  /** Sources that nobody announces. */
  private static void rtp(Wire wire, Random random, boolean ipv6) {
    Host source = Host.of(random, ipv6);
    Host destination = Host.of(random, ipv6);
    int sources = 1 + random.nextInt(3);
    for (int i = 0; i < sources; i++) {
      UdpTraffic traffic =
          new UdpTraffic(
              wire,
              random,
              random.nextInt(4) == 0 ? destination : source,
              random.nextInt(4) == 0 ? source : destination,
              random.nextInt(1_000_000));
      traffic.run(RandomRtp.any(random), 10 + random.nextInt(150));
    }
    if (random.nextInt(4) == 0) {
      for (int i = 0; i < 10; i++) {
        byte[] large = Frames.rtp(33, i, i * 3_600, 0x77, 2_000 + random.nextInt(3_000));
        wire.udp(i * 40_000L, source, destination, large);
      }
    }
  }

  /** Datagrams of any bytes, also at ports of other protocols, some of RTP's version. */
  private static void noise(Wire wire, Random random, boolean ipv6) {
    Host source = Host.of(random, ipv6);
    Host destination = Host.of(random, ipv6).at(ports(random));
    for (int i = 0; i < 40; i++) {
      byte[] payload = new byte[1 + random.nextInt(120)];
      random.nextBytes(payload);
      if (random.nextBoolean()) {
        payload[0] = (byte) (0x80 | random.nextInt(64));
      }
      boolean back = random.nextBoolean();
      wire.udp(
          random.nextInt(3_000_000),
          back ? destination : source,
          back ? source : destination,
          payload);
    }
  }

  private static int ports(Random random) {
    int[] ports = {53, 123, 161, 443, 1900, 4500, 5004, 5060, 6000, 3478, 51_820, 12_345};
    return random.nextBoolean() ? ports[random.nextInt(ports.length)] : 1 + random.nextInt(65_535);
  }
}
