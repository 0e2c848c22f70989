package io.camvitals.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A camera behind a bad network, all from one seed: random and burst loss (Gilbert-Elliott), jitter
 * that reorders, duplicates, restarts of the sequence by 10,000 to 50,000, a first number anywhere
 * before or after the wrap.
 */
final class SenderScenario {
  static final int CLOCK_RATE = 90_000;
  private static final long START_NS = 1_700_000_000_000_000_000L;
  private static final long FRAME_NS = 40_000_000L;

  private final Random random;
  private final double loss;
  private final double burstBegins;
  private final double burstEnds;
  private final double duplicated;
  private final double delayed;
  private final long delayMostNs;
  private final double restartPerFrame;
  private final List<SentPacket> packets = new ArrayList<>();

  private SenderScenario(long seed) {
    random = new Random(seed);
    loss = oneOf(0, 0.001, 0.02, 0.2);
    burstBegins = oneOf(0, 0.002, 0.02);
    burstEnds = oneOf(0.02, 0.2, 0.6);
    duplicated = oneOf(0, 0.01, 0.2);
    delayed = oneOf(0, 0.01, 0.3);
    delayMostNs = (long) oneOf(5e6, 80e6, 900e6);
    restartPerFrame = oneOf(0, 0.01, 0.05);
  }

  /** Packets in order of arrival. */
  static List<SentPacket> packets(long seed) {
    return new SenderScenario(seed).send();
  }

  private double oneOf(double... values) {
    return values[random.nextInt(values.length)];
  }

  private List<SentPacket> send() {
    int frames = 50 + random.nextInt(250);
    int epoch = 0;
    long number = 0;
    int sequence = random.nextInt(3) == 0 ? 65_536 - random.nextInt(300) : random.nextInt(65_536);
    int timestamp = random.nextInt();
    int framesSinceRestart = 0;
    boolean inBurst = false;
    for (int frame = 0; frame < frames; frame++) {
      framesSinceRestart++;
      if (framesSinceRestart > 60 && frame < frames - 15 && random.nextDouble() < restartPerFrame) {
        epoch++;
        number = 0;
        sequence += 10_000 + random.nextInt(40_001);
        timestamp = random.nextInt();
        framesSinceRestart = 0;
      }
      boolean key = frame % 25 == 0;
      int size = key ? 30 + random.nextInt(30) : 1 + random.nextInt(12);
      for (int i = 0; i < size; i++, number++, sequence++) {
        inBurst = inBurst ? random.nextDouble() >= burstEnds : random.nextDouble() < burstBegins;
        if (inBurst || random.nextDouble() < loss) {
          continue;
        }
        long sentNs = START_NS + frame * FRAME_NS + i * 300_000L;
        int payload = 100 + random.nextInt(1_300);
        arrive(epoch, number, sentNs, sequence, timestamp, payload, key);
        if (random.nextDouble() < duplicated) {
          arrive(epoch, number, sentNs + 10_000, sequence, timestamp, payload, key);
        }
      }
      timestamp += 3_600;
    }
    packets.sort(Comparator.comparingLong(SentPacket::arrivalNs));
    return packets;
  }

  private void arrive(
      int epoch, long number, long sentNs, int sequence, int timestamp, int payload, boolean key) {
    long delayNs = 2_000_000L + random.nextInt(100_000);
    if (random.nextDouble() < delayed) {
      delayNs += (long) (random.nextDouble() * delayMostNs);
    }
    packets.add(
        new SentPacket(
            epoch,
            number,
            sentNs + delayNs,
            sequence & 0xffff,
            timestamp,
            payload,
            payload + 54,
            key));
  }
}
