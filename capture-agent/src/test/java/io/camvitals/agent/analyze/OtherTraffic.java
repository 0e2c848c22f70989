package io.camvitals.agent.analyze;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Datagrams that are no RTP, as they go over networks; random where they are encrypted. */
enum OtherTraffic {
  DNS {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] name = ("camera" + random.nextInt(1_000)).getBytes(StandardCharsets.US_ASCII);
      return ByteBuffer.allocate(12 + 1 + name.length + 1 + 4)
          .putShort((short) (0x8000 + number))
          .putShort((short) (number % 2 == 0 ? 0x0100 : 0x8180))
          .putShort((short) 1)
          .putInt(0)
          .putShort((short) 0)
          .put((byte) name.length)
          .put(name)
          .put((byte) 0)
          .putInt(0x00010001)
          .array();
    }
  },
  QUIC {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = random(random, 1_200);
      packet[0] = (byte) (number < 4 ? 0xc0 | random.nextInt(16) : 0x40 | random.nextInt(64));
      if (number < 4) {
        ByteBuffer.wrap(packet).putInt(1, 1);
      }
      return packet;
    }
  },
  STUN {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = random(random, 20 + 4 * random.nextInt(20));
      ByteBuffer.wrap(packet)
          .putShort((short) (number % 2 == 0 ? 0x0001 : 0x0101))
          .putShort((short) (packet.length - 20))
          .putInt(0x2112a442);
      return packet;
    }
  },
  DTLS {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = random(random, 13 + random.nextInt(1_000));
      ByteBuffer.wrap(packet)
          .put((byte) (20 + random.nextInt(4)))
          .putShort((short) 0xfefd)
          .putShort((short) 1)
          .putShort((short) 0)
          .putInt(number)
          .putShort((short) (packet.length - 13));
      return packet;
    }
  },
  /** TURN channels that carry DTLS. */
  TURN {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] inner = DTLS.datagram(random, number);
      return ByteBuffer.allocate(4 + inner.length)
          .putShort((short) 0x4001)
          .putShort((short) inner.length)
          .put(inner)
          .array();
    }
  },
  WIREGUARD {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = random(random, 32 + 16 * random.nextInt(80));
      ByteBuffer.wrap(packet)
          .order(java.nio.ByteOrder.LITTLE_ENDIAN)
          .putInt(4)
          .putInt(0x80b1c2d3)
          .putLong(number);
      return packet;
    }
  },
  /** Data, and a control packet behind every tenth. */
  SRT {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = random(random, number % 10 == 9 ? 44 : 16 + 1_316);
      ByteBuffer.wrap(packet)
          .putInt(number % 10 == 9 ? 0x80020000 : 0x12340000 + number)
          .putInt(number % 10 == 9 ? number / 10 : 0xe0000000 | number)
          .putInt(number * 1_000)
          .putInt(0x2c2d2e2f);
      return packet;
    }
  },
  /** A game's or a file transfer's own protocol: a clock of milliseconds in the third byte. */
  ENET {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = random(random, 20 + random.nextInt(200));
      ByteBuffer.wrap(packet)
          .putShort((short) 0x8001)
          .putShort((short) number)
          .put((byte) (0x80 | 6))
          .put((byte) 0)
          .putShort((short) number);
      return packet;
    }
  },
  BITTORRENT {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = random(random, 20 + random.nextInt(1_300));
      ByteBuffer.wrap(packet)
          .putShort((short) 0x0100)
          .putShort((short) 0x9abc)
          .putInt(number * 900)
          .putInt(random.nextInt(50_000))
          .putInt(1 << 20)
          .putShort((short) number);
      return packet;
    }
  },
  RANDOM {
    @Override
    byte[] datagram(Random random, int number) {
      return random(random, 1 + random.nextInt(1_400));
    }
  },
  /** Random, but with RTP's version in front. */
  RANDOM_VERSION_2 {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = random(random, 12 + random.nextInt(1_200));
      packet[0] = (byte) 0x80;
      return packet;
    }
  },
  /** The same, and always the same four bytes where RTP has the SSRC. */
  RANDOM_ONE_SSRC {
    @Override
    byte[] datagram(Random random, int number) {
      byte[] packet = RANDOM_VERSION_2.datagram(random, number);
      ByteBuffer.wrap(packet).putInt(8, 0x01020304);
      return packet;
    }
  };

  /**
   * A datagram of a flow.
   *
   * @param number counts the flow's datagrams from 0
   */
  abstract byte[] datagram(Random random, int number);

  private static byte[] random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
