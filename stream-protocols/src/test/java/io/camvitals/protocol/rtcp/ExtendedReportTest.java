package io.camvitals.protocol.rtcp;

import static io.camvitals.protocol.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExtendedReportTest {
  /** One block of each type. */
  static final byte[] ALL =
      hex(
          """
          80 cf 00 2a             # version 2, extended report, 42 words
          00 00 00 05             # ssrc
          01 00 00 03             # loss, no thinning, 3 words
          ca fe f0 0d             # source
          ff fe 00 08             # 65534 to 8: ten packets
          40 04 80 ff             # a run of 4 received; a vector: 7 lost, then received
          02 02 00 03             # duplicates, thinning 2
          ca fe f0 0d 00 01 00 20 # source, 1 to 32
          00 02 00 00             # two that came twice; the end
          03 00 00 04             # receipt times
          ca fe f0 0d 00 01 00 03
          00 00 10 00 80 00 00 00 # two times
          04 00 00 02             # receiver's reference time
          e9 00 00 00 80 00 00 00
          05 00 00 03             # delay since last receiver report
          00 00 00 09 00 00 80 00 ff ff ff ff
          06 e8 00 09             # summary: lost, duplicates, jitter, TTL
          ca fe f0 0d 00 01 00 65
          00 00 00 07 00 00 00 02 # lost, duplicates
          00 00 00 01 ff ff ff ff # jitter: minimum, maximum
          00 00 00 10 00 00 00 04 # mean, deviation
          3f 40 40 00             # TTL
          07 00 00 08             # voice
          ca fe f0 0d
          10 02 80 01             # loss, discard, burst, gap
          01 00 20 00             # burst and gap duration
          00 50 00 28             # round trip, end system
          e2 b0 7f 10             # signal -30, noise -80, echo unavailable, Gmin 16
          5d 7f 2a 29             # R, external R, MOS
          b0 00 00 28             # receiver; buffer nominal
          00 50 00 c8             # maximum, absolute maximum
          c8 11 00 01             # a type that nobody knows
          de ad be ef
          """);

  private static final List<ExtendedReportBlock> BLOCKS =
      List.of(
          new RunLengthReport(1, 0, 0xcafe_f00d, 65_534, 8, List.of(0x4004, 0x80ff)),
          new RunLengthReport(2, 2, 0xcafe_f00d, 1, 32, List.of(2, 0)),
          new PacketReceiptTimes(0, 0xcafe_f00d, 1, 3, List.of(0x1000, 0x8000_0000)),
          new ReceiverReferenceTime(0xe900_0000_8000_0000L),
          new DelaySinceLastReceiverReport(
              List.of(new DelaySinceLastReceiverReport.Answer(9, 0x8000, 0xffff_ffffL))),
          new StatisticsSummary(
              0xe8, 0xcafe_f00d, 1, 101, 7, 2, 1, 0xffff_ffffL, 16, 4, 0x3f40_4000),
          new VoipMetrics(
              0xcafe_f00d,
              16,
              2,
              128,
              1,
              256,
              8_192,
              80,
              40,
              -30,
              -80,
              127,
              16,
              93,
              127,
              42,
              41,
              0xb0,
              40,
              80,
              200),
          new UnknownReportBlock(200, 0x11, Octets.of(hex("de ad be ef"))));

  private static ExtendedReport parse(byte[] bytes) throws RtcpFormatException {
    return (ExtendedReport)
        RtcpCompound.parse(ByteBuffer.wrap(bytes), 0, bytes.length).packets().get(0);
  }

  @Test
  void eachKindOfBlockIsReadAndWritten() throws RtcpFormatException {
    assertThat(parse(ALL)).isEqualTo(new ExtendedReport(5, BLOCKS));
    assertThat(RtcpCompound.of(new ExtendedReport(5, BLOCKS)).encode()).isEqualTo(ALL);
    assertThat(parse(ALL).all(StatisticsSummary.class).findFirst().orElseThrow().lost())
        .isEqualTo(7);
  }

  @Test
  void aBlockOfAKnownTypeWithAnotherLengthIsPassedOver() throws RtcpFormatException {
    ExtendedReport report =
        parse(hex("80 cf 00 04 00 00 00 05 04 00 00 01 11 22 33 44 c8 00 00 00"));
    assertThat(report.blocks())
        .containsExactly(
            new UnknownReportBlock(4, 0, Octets.of(hex("11 22 33 44"))),
            new UnknownReportBlock(200, 0, Octets.NONE));
  }

  @Test
  void aBlockBeyondTheEndIsAFault() {
    assertThatThrownBy(() -> parse(hex("80 cf 00 02 00 00 00 05 04 00 00 02")))
        .hasMessage(
            "RTCP byte 12: block-overrun: block of 8 bytes, but 0 bytes are left in the packet");
  }

  @Test
  void lostPacketsOfRunsAndVectors() {
    List<Integer> lost = new ArrayList<>();
    ((RunLengthReport) BLOCKS.get(0)).forEachClear(lost::add);
    // Received: 65534, 65535, 0, 1. Seven lost were told, six are before the end.
    assertThat(lost).containsExactly(2, 3, 4, 5, 6, 7);
    List<Integer> doubled = new ArrayList<>();
    ((RunLengthReport) BLOCKS.get(1)).forEachClear(doubled::add);
    assertThat(doubled).containsExactly(4, 8);
  }

  /** Any pattern of losses, coded in runs and vectors at will. */
  @Property
  void runsAndVectorsTellEachLoss(
      @ForAll @IntRange(max = 65_535) int begin,
      @ForAll @IntRange(max = 400) int span,
      @ForAll @IntRange(max = 3) int thinning,
      @ForAll long seed) {
    Random random = new Random(seed);
    int step = 1 << thinning;
    List<Integer> reported = new ArrayList<>();
    for (int i = 0; i < span; i++) {
      if ((begin + i & 0xffff) % step == 0) {
        reported.add(begin + i & 0xffff);
      }
    }
    boolean[] received = new boolean[reported.size()];
    List<Integer> lost = new ArrayList<>();
    for (int i = 0; i < received.length; i++) {
      received[i] = random.nextInt(3) > 0;
      if (!received[i]) {
        lost.add(reported.get(i));
      }
    }
    List<Integer> chunks = new ArrayList<>();
    for (int at = 0; at < received.length; ) {
      if (random.nextBoolean()) {
        int run = 1;
        while (at + run < received.length && received[at + run] == received[at]) {
          run++;
        }
        chunks.add((received[at] ? 0x4000 : 0) | run);
        at += run;
      } else {
        int vector = 0x8000;
        for (int bit = 0; bit < 15; bit++) {
          boolean set = at + bit >= received.length || received[at + bit];
          vector |= set ? 1 << 14 - bit : 0;
        }
        chunks.add(vector);
        at += 15;
      }
    }
    if (chunks.size() % 2 == 1) {
      chunks.add(0);
    }
    RunLengthReport report =
        new RunLengthReport(
            RunLengthReport.LOSS, thinning, 7, begin, begin + span & 0xffff, chunks);
    List<Integer> told = new ArrayList<>();
    report.forEachClear(told::add);
    assertThat(told).isEqualTo(lost);
    assertThat(report.clearCount()).isEqualTo(lost.size());
  }
}
