package io.camvitals.agent.analyze.random;

import java.util.Random;

/** Packets of a source on their way through a network that loses, delays and repeats some. */
final class UdpTraffic {
  private final Wire wire;
  private final Random random;
  private final Host source;
  private final Host destination;
  private final int trouble;
  private long timeUs;

  UdpTraffic(Wire wire, Random random, Host source, Host destination, long startUs) {
    this.wire = wire;
    this.random = random;
    this.source = source;
    this.destination = destination;
    this.trouble = random.nextInt(3) == 0 ? 0 : 5 + random.nextInt(60);
    this.timeUs = startUs;
  }

  void run(RandomRtp rtp, int packets) {
    for (int i = 0; i < packets; i++) {
      timeUs += 1_000 + random.nextInt(30_000);
      byte[] packet = rtp.next();
      if (!isTroubled()) {
        wire.udp(timeUs + (isTroubled() ? 40_000 : 0), source, destination, packet);
        if (isTroubled()) {
          wire.udp(timeUs + 50, source, destination, packet);
        }
      }
      if (random.nextInt(40) == 0) {
        int port = random.nextInt(2);
        wire.udp(
            timeUs + 10,
            source.at(source.port() + port),
            destination.at(destination.port() + port),
            rtp.report());
      }
    }
  }

  private boolean isTroubled() {
    return trouble > 0 && random.nextInt(trouble) == 0;
  }
}
