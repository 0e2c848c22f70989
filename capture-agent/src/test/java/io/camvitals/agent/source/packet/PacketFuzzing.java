package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.ipv6;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.fuzz.Mutations;
import io.camvitals.agent.fuzz.Target;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Damaged packets for the decoder. */
public final class PacketFuzzing {
  private static final int[] LINK_TYPES = {
    0, 1, 9, 12, 14, 50, 51, 101, 104, 105, 108, 113, 119, 127, 149, 163, 192, 219, 228, 229, 239,
    258, 276
  };

  private final PacketDecoder decoder = new PacketDecoder(PacketFuzzing::look);
  private final CapturedPacket packet = new CapturedPacket();
  private long timeNs;
  private long packets;

  private PacketFuzzing() {}

  /** Samples of every link and tunnel, changed; one in eight under another link type. */
  public static Target links() {
    PacketFuzzing fuzzing = new PacketFuzzing();
    List<SamplePacket> samples = SamplePacket.all();
    return random -> {
      SamplePacket sample = samples.get(random.nextInt(samples.size()));
      int linkType =
          random.nextInt(8) == 0
              ? LINK_TYPES[random.nextInt(LINK_TYPES.length)]
              : sample.linkType();
      fuzzing.decode(linkType, Mutations.of(sample.bytes(), random), random);
    };
  }

  /** Fragments of few datagrams, so that they overlap, contradict and complete each other. */
  public static Target fragments() {
    PacketFuzzing fuzzing = new PacketFuzzing();
    return random -> {
      fuzzing.timeNs += random.nextInt(100) == 0 ? random.nextLong() >> random.nextInt(40) : 1000;
      boolean more = random.nextInt(3) > 0;
      int offset = random.nextInt(20) == 0 ? random.nextInt(8192) : random.nextInt(6);
      byte[] data = new byte[more ? 8 * random.nextInt(5) : random.nextInt(40)];
      if (random.nextInt(10) == 0) {
        random.nextBytes(data);
      }
      byte[] fragment =
          random.nextBoolean()
              ? ipv4(17, new byte[0], random.nextInt(80), (more ? 0x2000 : 0) | offset, data)
              : ipv6(
                  44,
                  concat(
                      hex("1100"),
                      ByteBuffer.allocate(6)
                          .putShort((short) (offset << 3 | (more ? 1 : 0)))
                          .putInt(random.nextInt(80))
                          .array(),
                      data));
      byte[] sent =
          random.nextInt(4) == 0 ? ipv4(fragment[0] >> 4 == 4 ? 4 : 41, fragment) : fragment;
      fuzzing.decode(
          LinkType.RAW, random.nextInt(5) == 0 ? Mutations.of(sent, random) : sent, random);
    };
  }

  private void decode(int linkType, byte[] captured, Random random) {
    int wireLength = captured.length + (random.nextInt(4) == 0 ? random.nextInt(2000) : 0);
    // The buffer ends with the packet, so that a read beyond it throws.
    packet.set(ByteBuffer.wrap(captured), 0, captured.length, wireLength, linkType, 0);
    packet.setTimestampNs(timeNs);
    packets++;
    check(decoder.decode(packet));
    int most = captured.length / 14 + 1;
    for (DecodeResult next = decoder.decodeNext(); next != null; next = decoder.decodeNext()) {
      check(next);
      assertThat(most--).isPositive();
    }
    assertThat(decoder.incompleteDatagrams()).isBetween(0L, packets);
  }

  private void check(DecodeResult result) {
    assertThat(result).isNotNull();
    if (result == DecodeResult.UDP) {
      UdpDatagram datagram = decoder.datagram();
      assertThat(datagram.capturedLength()).isBetween(0, datagram.payloadLength());
      byte[] payload = new byte[datagram.capturedLength()];
      datagram.buffer().get(datagram.payloadOffset(), payload);
      assertThat(datagram.source().getAddress().size()).isIn(4, 16);
    }
  }

  private static void look(WirelessFrame frame) {
    assertThat(frame.type()).isNotNull();
    assertThat(frame.channel()).isBetween(0, 233);
    assertThat(frame.rateKbps()).isNotNegative();
    assertThat(frame.length()).isNotNegative();
  }
}
