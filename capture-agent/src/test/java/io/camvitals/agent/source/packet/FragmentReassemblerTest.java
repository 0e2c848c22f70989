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
  private static final byte[] PAYLOAD = new byte[100];

  static {
    new Random(1).nextBytes(PAYLOAD);
  }

  private PacketDecoder decoder = new PacketDecoder();
  private long timeNs = 1_000;

  @Property(tries = 300)
  void putsFragmentsTogetherInAnyOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3000) int size,
      @ForAll @IntRange(min = 1, max = 40) int units,
      @ForAll boolean ipv6) {
    decoder = new PacketDecoder();
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
        assertThat(payload()).isEqualTo(payload);
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
    timeNs += (FragmentReassembler.TIMEOUT_SECONDS + 1) * 1_000_000_000L;
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
    assertThat(decode(fragment(false, 2, 8, false, datagram, 8)))
        .as("without data")
        .isEqualTo(DecodeResult.MALFORMED_IP);
    assertThat(decoder.incompleteDatagrams()).isZero();
  }

  @Test
  void aFragmentThatContradictsBeginsAnotherDatagram() {
    byte[] datagram = udp(5000, 6000, new byte[100]);
    assertBeginsAnother(
        "more after the end",
        fragment(false, 1, 64, false, datagram, 72),
        fragment(false, 1, 72, true, datagram, 80));
    assertBeginsAnother(
        "another end",
        fragment(false, 1, 64, false, datagram, 72),
        fragment(false, 1, 32, false, datagram, 40));
    assertBeginsAnother(
        "an end before what is there",
        fragment(false, 1, 64, true, datagram, 72),
        fragment(false, 1, 32, false, datagram, 40));
    byte[] other = udp(5000, 6000, new byte[100]);
    other[20] = 1;
    assertBeginsAnother(
        "other bytes",
        fragment(false, 1, 16, true, datagram, 72),
        fragment(false, 1, 16, true, other, 72));
    assertBeginsAnother(
        "an overlap with other bytes",
        fragment(true, 1, 8, true, datagram, 72),
        fragment(true, 1, 16, true, other, 88));
  }

  private void assertBeginsAnother(String why, byte[] fragment, byte[] contradiction) {
    decoder = new PacketDecoder();
    assertThat(decode(fragment)).as(why).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decoder.incompleteDatagrams()).as(why).isEqualTo(1);
    assertThat(decode(contradiction)).as(why).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decoder.incompleteDatagrams()).as(why).isEqualTo(2);
  }

  @Test
  void anOverlapWithTheSameBytesDoesNoHarm() {
    byte[] datagram = udp(5000, 6000, PAYLOAD);
    assertThat(decode(fragment(false, 1, 0, true, datagram, 40))).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(fragment(false, 1, 24, false, datagram, datagram.length)))
        .isEqualTo(DecodeResult.UDP);
    assertThat(payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void whatAMirrorPortDoublesComesOutOnce() {
    byte[] datagram = udp(5000, 6000, PAYLOAD);
    byte[] first = fragment(false, 1, 0, true, datagram, 40);
    byte[] second = fragment(false, 1, 40, true, datagram, 80);
    byte[] last = fragment(false, 1, 80, false, datagram, datagram.length);
    assertThat(List.of(decode(first), decode(first), decode(last), decode(last)))
        .containsOnly(DecodeResult.FRAGMENT);
    assertThat(decode(second)).isEqualTo(DecodeResult.UDP);
    assertThat(payload()).isEqualTo(PAYLOAD);
    assertThat(decoder.datagram().wireSize()).isEqualTo(first.length + second.length + last.length);
    assertThat(decode(second)).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decoder.incompleteDatagrams()).isZero();
    assertThat(decode(first)).as("of another one").isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decoder.incompleteDatagrams()).isEqualTo(1);
  }

  @Test
  void aDatagramThatIsSentAgainComesOutAgain() {
    byte[] datagram = udp(5000, 6000, PAYLOAD);
    byte[] first = fragment(false, 1, 0, true, datagram, 40);
    byte[] last = fragment(false, 1, 40, false, datagram, datagram.length);
    for (int i = 0; i < 2; i++) {
      assertThat(decode(first)).isEqualTo(DecodeResult.FRAGMENT);
      assertThat(decode(last)).isEqualTo(DecodeResult.UDP);
    }
    assertThat(decoder.incompleteDatagrams()).isZero();
  }

  @Test
  void aClockThatIsSetBackEndsTheWait() {
    byte[] datagram = udp(5000, 6000, new byte[16]);
    timeNs = 4_102_444_800_000_000_000L; // 2100
    decode(fragment(false, 1, 0, true, datagram, 16));
    timeNs = 0;
    assertThat(decode(fragment(false, 1, 16, false, datagram, 24)))
        .isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decoder.incompleteDatagrams()).isEqualTo(2);
  }

  @Test
  void ofSeveralProtocolsOneIdentificationIsNotOneDatagram() {
    byte[] datagram = udp(5000, 6000, new byte[16]);
    assertThat(decode(fragment(false, 1, 0, true, datagram, 16))).isEqualTo(DecodeResult.FRAGMENT);
    byte[] tcp = fragment(false, 1, 16, false, datagram, 24);
    tcp[9] = 6;
    assertThat(decode(tcp)).isEqualTo(DecodeResult.FRAGMENT);
    byte[] icmp = fragment(false, 1, 16, false, datagram, 24);
    icmp[9] = 1;
    assertThat(decode(icmp)).isEqualTo(DecodeResult.OTHER_TRANSPORT);
    assertThat(decode(fragment(false, 1, 16, false, datagram, 24))).isEqualTo(DecodeResult.UDP);
  }

  @Test
  void reassemblesWithinATunnelThatIsItselfInFragments() {
    byte[] datagram = udp(5000, 6000, PAYLOAD);
    byte[] innerFirst = fragment(false, 1, 0, true, datagram, 48);
    byte[] innerLast = fragment(true, 1, 48, false, datagram, datagram.length);
    byte[] innerLastOfIpv4 = fragment(false, 1, 48, false, datagram, datagram.length);
    assertThat(decode(ipv4(4, innerFirst))).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(ipv4(41, innerLast))).as("IPv6").isEqualTo(DecodeResult.FRAGMENT);
    byte[] head = Arrays.copyOf(innerLastOfIpv4, 24);
    byte[] tail = Arrays.copyOfRange(innerLastOfIpv4, 24, innerLastOfIpv4.length);
    assertThat(decode(ipv4(4, new byte[0], 9, MORE, head))).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(ipv4(4, new byte[0], 9, 3, tail))).isEqualTo(DecodeResult.UDP);
    assertThat(payload()).isEqualTo(PAYLOAD);
    assertThat(decoder.datagram().wireSize())
        .isEqualTo(20 + innerFirst.length + 40 + innerLastOfIpv4.length);
  }

  @Test
  void aFragmentHeaderWithinAReassembledDatagramIsRefused() {
    byte[] inner = concat(hex("1100 0001 00000007"), udp(5000, 6000, new byte[16]));
    byte[] first = concat(hex("2c00 0001 00000001"), Arrays.copyOf(inner, 16));
    byte[] last = concat(hex("2c00 0010 00000001"), Arrays.copyOfRange(inner, 16, inner.length));
    assertThat(decode(ipv6(44, first))).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(ipv6(44, last))).isEqualTo(DecodeResult.MALFORMED_IP);
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

  /** Found by fuzzing: the data then begins beyond the buffer. */
  @Test
  void aFragmentOfWhichNotEvenTheHeaderWasCapturedIsTaken() {
    byte[] datagram = udp(5000, 6000, new byte[92]);
    byte[] options = hex("94040000 94040000 94040000");
    byte[] first = ipv4(17, options, 1, MORE, Arrays.copyOf(datagram, 80));
    assertThat(decode(Arrays.copyOf(first, 23), first.length)).isEqualTo(DecodeResult.FRAGMENT);
    assertThat(decode(fragment(false, 1, 80, false, datagram, 100)))
        .as("whole, but without the ports")
        .isEqualTo(DecodeResult.TRUNCATED);
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

  private byte[] payload() {
    byte[] read = new byte[decoder.datagram().capturedLength()];
    decoder.datagram().buffer().get(decoder.datagram().payloadOffset(), read);
    return read;
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
