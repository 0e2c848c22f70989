package io.camvitals.agent.analyze.random;

import io.camvitals.agent.source.Frames;
import java.nio.ByteBuffer;
import java.util.Random;

/** One source of RTP: packet after packet, with all that headers can have. */
final class RandomRtp {
  private static final int[] TYPES = {0, 3, 4, 8, 9, 11, 13, 14, 18, 26, 33, 34, 96, 97, 98, 111};

  private final Random random;
  private final int payloadType;
  private final int ssrc;
  private final int ticks;
  private final boolean fancy;
  private int sequence;
  private int timestamp;

  RandomRtp(Random random, int payloadType, int ssrc) {
    this.random = random;
    this.payloadType = payloadType;
    this.ssrc = ssrc;
    this.ticks = random.nextBoolean() ? 160 : 3_600;
    this.fancy = random.nextInt(3) == 0;
    this.sequence = random.nextInt(3) == 0 ? 65_500 + random.nextInt(36) : random.nextInt(65_536);
    this.timestamp = random.nextInt(3) == 0 ? -random.nextInt(100_000) : random.nextInt();
  }

  /** Any payload type. */
  static RandomRtp any(Random random) {
    return new RandomRtp(random, type(random), random.nextInt());
  }

  static int type(Random random) {
    return random.nextInt(12) == 0 ? random.nextInt(128) : TYPES[random.nextInt(TYPES.length)];
  }

  int payloadType() {
    return payloadType;
  }

  byte[] next() {
    if (random.nextInt(200) == 0) {
      sequence += random.nextInt(65_536);
      timestamp += random.nextInt(4) == 0 ? random.nextInt() : 0;
    }
    boolean frameEnds = random.nextInt(4) == 0;
    int type = random.nextInt(60) == 0 ? type(random) : payloadType;
    byte[] payload = new byte[random.nextInt(40) == 0 ? 0 : 10 + random.nextInt(300)];
    if (random.nextBoolean()) {
      random.nextBytes(payload);
    }
    byte[] packet =
        fancy
            ? decorated(type, frameEnds, payload)
            : Frames.rtp(type, frameEnds, sequence, timestamp, ssrc, payload);
    sequence++;
    timestamp += frameEnds || ticks == 160 ? ticks : 0;
    return packet;
  }

  /** With CSRCs, header extension and padding, sometimes wrong. */
  private byte[] decorated(int type, boolean marker, byte[] payload) {
    int sources = random.nextInt(4) == 0 ? random.nextInt(16) : 0;
    int words = random.nextInt(4) == 0 ? random.nextInt(6) : -1;
    boolean padded = random.nextInt(5) == 0;
    int padding = padded ? 1 + random.nextInt(8) : 0;
    ByteBuffer packet =
        ByteBuffer.allocate(
                12 + 4 * sources + (words < 0 ? 0 : 4 + 4 * words) + payload.length + padding)
            .put((byte) (0x80 | (padded ? 0x20 : 0) | (words < 0 ? 0 : 0x10) | sources))
            .put((byte) (type | (marker ? 0x80 : 0)))
            .putShort((short) sequence)
            .putInt(timestamp)
            .putInt(ssrc);
    for (int i = 0; i < sources; i++) {
      packet.putInt(random.nextInt());
    }
    if (words >= 0) {
      int profile =
          random.nextInt(3) == 0
              ? 0xbede
              : random.nextInt(2) == 0 ? 0x1000 : random.nextInt(65_536);
      packet.putShort((short) profile);
      packet.putShort((short) (random.nextInt(30) == 0 ? random.nextInt(300) : words));
      for (int i = 0; i < words; i++) {
        packet.putInt(random.nextInt());
      }
    }
    packet.put(payload);
    for (int i = 0; i < padding; i++) {
      packet.put(
          (byte) (i < padding - 1 ? 0 : random.nextInt(10) == 0 ? random.nextInt(256) : padding));
    }
    return packet.array();
  }

  /** A sender report of this source. */
  byte[] report() {
    return ByteBuffer.allocate(28)
        .putInt(0x80c80006)
        .putInt(ssrc)
        .putLong(random.nextLong())
        .putInt(timestamp)
        .putInt(100)
        .putInt(1_000)
        .array();
  }
}
