package io.camvitals.agent.source.packet;

import static io.camvitals.agent.source.Frames.concat;
import static io.camvitals.agent.source.Frames.hex;
import static io.camvitals.agent.source.Frames.ipv4;
import static io.camvitals.agent.source.Frames.ipv6;
import static io.camvitals.agent.source.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FragmentReassemblerTest {
  private static final int MORE = 0x2000;

  private PacketDecoder decoder = new PacketDecoder();
  private long timeNs = 1_000;

  @Property(tries = 300)
  void putsFragmentsTogetherInAnyOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3000) int size,
      @ForAll @IntRange(min = 1, max = 40) int units,
      @ForAll boolean ipv6) {
    Random random = new Random(seed);
    byte[] payload = new byte[size];
    random.nextBytes(payload);
    byte[] datagram = udp(5000, 6000, payload);
    List<byte[]> fragments = new ArrayList<>();
    for (int offset = 0; offset < datagram.length; offset += units * 8) {
      int end = Math.min(datagram.length, offset + units * 8);
      fragments.add(fragment(ipv6, 77, offset, end < datagram.length, datagram, end));
    }
    if (fragments.size() == 1) {
      return;
    }
    Collections.shuffle(fragments, random);
    fragments.add(random.nextInt(fragments.size()), fragments.get(0));
    int complete = 0;
    int wireSize = fragments.stream().skip(1).mapToInt(fragment -> fragment.length).sum();
    for (byte[] fragment : fragments) {
      if (decode(fragment) == DecodeResult.UDP) {
        complete++;
        byte[] read = new byte[decoder.datagram().capturedLength()];
        decoder.datagram().buffer().get(decoder.datagram().payloadOffset(), read);
        assertThat(read).isEqualTo(payload);
      }
    }
    assertThat(complete).isEqualTo(1);
    assertThat(decoder.datagram().wireSize())
        .isLessThanOrEqualTo(wireSize + fragments.get(0).length);
  }

  @Test
  void datagramsWithDifferentIdentificationsDoNotMix() {
    byte[] datagram = udp(5000, 6000, new byte[16]);
    assertThat(decode(fragment(false, 1, 0, true, datagram, 16))).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(fragment(false, 2, 16, false, datagram, 24)))
        .isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(fragment(false, 1, 16, false, datagram, 24))).isEqualTo(DecodeResult.UDP);
    assertThat(decoder.incompleteDatagrams()).isEqualTo(1);
  }

  @Test
  void givesUpTheOldestAndThoseThatTakeTooLong() {
    byte[] datagram = udp(5000, 6000, new byte[16]);
    for (int i = 0; i <= FragmentReassembler.MAXIMUM_DATAGRAMS; i++) {
      timeNs++;
      decode(fragment(false, i, 0, true, datagram, 16));
    }
    assertThat(decode(fragment(false, 0, 16, false, datagram, 24)))
        .isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(fragment(false, 2, 16, false, datagram, 24))).isEqualTo(DecodeResult.UDP);
    timeNs += 31_000_000_000L;
    assertThat(decode(fragment(false, 3, 16, false, datagram, 24)))
        .isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decoder.incompleteDatagrams())
        .isEqualTo(FragmentReassembler.MAXIMUM_DATAGRAMS + 2 - 1 + 1);
  }

  @Test
  void refusesFragmentsThatContradict() {
    byte[] datagram = udp(5000, 6000, new byte[100]);
    assertThat(decode(fragment(false, 1, 0, true, datagram, 20)))
        .as("not a multiple of 8")
        .isEqualTo(DecodeResult.MALFORMED_IP);
    assertThat(decode(ipv4(17, new byte[0], 1, MORE | 0x1fff, new byte[16])))
        .as("beyond 65,535")
        .isEqualTo(DecodeResult.MALFORMED_IP);
    assertThat(decode(fragment(false, 2, 64, false, datagram, 72)))
        .isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(fragment(false, 2, 72, true, datagram, 80)))
        .as("more after the end")
        .isEqualTo(DecodeResult.MALFORMED_IP);
    assertThat(decode(fragment(false, 2, 32, false, datagram, 40)))
        .as("another end")
        .isEqualTo(DecodeResult.MALFORMED_IP);
    assertThat(decode(fragment(false, 3, 64, true, datagram, 72))).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(fragment(false, 3, 32, false, datagram, 40)))
        .as("an end before what is there")
        .isEqualTo(DecodeResult.MALFORMED_IP);
  }

  @Test
  void aFragmentCutBySnapshotLengthLimitsWhatWasCaptured() {
    byte[] datagram = udp(5000, 6000, new byte[92]);
    byte[] first = fragment(false, 1, 0, true, datagram, 80);
    assertThat(decode(Arrays.copyOf(first, 20 + 40), first.length))
        .isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(fragment(false, 1, 80, false, datagram, 100))).isEqualTo(DecodeResult.UDP);
    assertThat(decoder.datagram().payloadLength()).isEqualTo(92);
    assertThat(decoder.datagram().capturedLength()).isEqualTo(32);
  }

  @Property(tries = 500)
  void survivesAnyFragments(@ForAll long seed) {
    decoder = new PacketDecoder();
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      decode(
          ipv4(
              17,
              new byte[0],
              random.nextInt(3),
              random.nextInt(65_536),
              new byte[random.nextInt(200)]));
      timeNs += random.nextInt(2_000_000_000);
    }
    assertThat(decoder.incompleteDatagrams()).isBetween(0L, 100L);
  }

  private static byte[] fragment(
      boolean ipv6, int identification, int offset, boolean more, byte[] datagram, int end) {
    byte[] data = Arrays.copyOfRange(datagram, offset, end);
    if (!ipv6) {
      return ipv4(17, new byte[0], identification, (more ? MORE : 0) | offset / 8, data);
    }
    byte[] header =
        ByteBuffer.allocate(8)
            .put(hex("1100"))
            .putShort((short) (offset | (more ? 1 : 0)))
            .putInt(identification)
            .array();
    return ipv6(44, concat(header, data));
  }

  private DecodeResult decode(byte[] packet) {
    return decode(packet, packet.length);
  }

  private DecodeResult decode(byte[] bytes, int wireLength) {
    CapturedPacket packet = new CapturedPacket();
    packet.set(ByteBuffer.wrap(bytes), 0, bytes.length, wireLength, LinkType.RAW, 0);
    packet.setTimestampNs(timeNs);
    return decoder.decode(packet);
  }
}
