package io.camvitals.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TcpReassemblerTest {
  private final RecordedBytes read = new RecordedBytes();
  private final TcpReassembler reassembler =
      new TcpReassembler(read, new TcpLimits(10, 10_000, 20_000, 10_000_000_000L));

  @Test
  void handsOnWhatComesInOrder() {
    send(0, 0, "abc");
    send(1, 3, "def");

    assertThat(read.text()).isEqualTo("abcdef");
    assertThat(read.timesMs).containsExactly(0.0, 1.0);
  }

  @Test
  void waitsForWhatIsMissingAndGivesItTheTimeAtWhichItCame() {
    send(0, 0, "abc");
    send(1, 6, "ghi");
    assertThat(reassembler.hasHole()).isTrue();
    send(2, 3, "def");

    assertThat(read.text()).isEqualTo("abcdefghi");
    assertThat(read.timesMs).containsExactly(0.0, 2.0, 2.0);
    assertThat(reassembler.hasHole()).isFalse();
    assertThat(reassembler.waitingCost()).isZero();
  }

  @Test
  void takesEachByteOnce() {
    send(0, 0, "abc");
    send(1, 0, "abc");
    send(2, 2, "cde");
    send(3, 8, "ijk");
    send(4, 7, "hijkl");
    send(5, 4, "efghijklm");

    assertThat(read.text()).isEqualTo("abcdefghijklm");
    assertThat(read.gaps).isEmpty();
  }

  @Test
  void ofBytesThatCameTwiceTheFirstCopyCounts() {
    send(0, 0, "abc");
    send(1, 6, "ghi");
    send(2, 6, "XXX");
    send(3, 3, "def");

    assertThat(read.text()).isEqualTo("abcdefghi");
  }

  @Test
  void survivesTheWrapOfSequenceNumbers() {
    reassembler.begin(-4);
    send(0, -4, "abc");
    send(1, 2, "ghi");
    send(2, -1, "def");

    assertThat(read.text()).isEqualTo("abcdefghi");
  }

  @Test
  void skipsAHoleThatTheReceiverHasAcknowledged() {
    send(0, 0, "abc");
    send(1, 6, "ghi");
    reassembler.acknowledged(9, 2_000_000);
    assertThat(read.text()).isEqualTo("abc");

    send(30, 9, "jkl");

    assertThat(read.text()).isEqualTo("abc_ghijkl");
    assertThat(read.gaps).containsExactly("ACKNOWLEDGED 3");
    // What was captured in order carries its own time, not that of the decision.
    assertThat(read.timesMs).containsExactly(0.0, 1.0, 30.0);
    assertThat(reassembler.gaps()).isEqualTo(1);
    assertThat(reassembler.gapBytes()).isEqualTo(3);
  }

  @Test
  void waitsWhenTheAcknowledgementEndsBeforeTheHoleDoes() {
    send(0, 0, "abc");
    send(1, 6, "ghi");
    reassembler.acknowledged(5, 2_000_000);
    reassembler.advance(1_000_000_000);

    assertThat(read.gaps).isEmpty();
  }

  @Test
  void takesAnAcknowledgementThatWasCapturedBeforeItsData() {
    send(0, 0, "abc");
    reassembler.acknowledged(9, 1_000_000);
    send(2, 6, "ghi");
    send(3, 3, "def");

    assertThat(read.text()).isEqualTo("abcdefghi");
  }

  @Test
  void skipsAHoleThatIsTooOld() {
    send(0, 0, "abc");
    send(1, 6, "ghi");
    reassembler.advance(10_000_000_000L);
    assertThat(read.gaps).isEmpty();
    reassembler.advance(10_001_000_000L);

    assertThat(read.text()).isEqualTo("abc_ghi");
    assertThat(read.gaps).containsExactly("TIMEOUT 3");
  }

  @Test
  void skipsAHoleWhenTooMuchWaits() {
    send(0, 0, "abc");
    for (int i = 0; i < 20; i++) {
      send(1, 1_000L * (i + 1), "x".repeat(1_000));
      assertThat(reassembler.waitingCost()).isLessThanOrEqualTo(10_000);
    }

    assertThat(read.gaps).containsExactly("MEMORY 997");
    assertThat(read.text()).hasSize(3 + 1 + 20_000);
  }

  @Test
  void tellsOfBytesThatASnapshotLengthCut() {
    reassembler.segment(new SegmentWriter().data(bytes("abcdef")).cutBy(4).segment());
    send(1, 6, "ghi");
    reassembler.segment(new SegmentWriter().sequence(12).data(bytes("mno")).cutBy(1).segment());
    send(2, 9, "jkl");

    assertThat(read.text()).isEqualTo("ab_ghijklmn_");
    assertThat(read.gaps).containsExactly("CUT 4", "CUT 1");
    assertThat(reassembler.gaps()).isZero();
  }

  @Test
  void endsWhenAllBeforeTheFinHasCome() {
    send(0, 0, "abc");
    reassembler.segment(
        new SegmentWriter().sequence(6).data(bytes("ghi")).flags(SegmentWriter.FIN).segment());
    assertThat(read.ends).isEmpty();
    send(2, 3, "def");
    send(3, 9, "after the end");

    assertThat(read.text()).isEqualTo("abcdefghi");
    assertThat(read.ends).containsExactly(End.FINISHED);
  }

  @Test
  void handsOnWhatWaitsWhenTheConnectionIsReset() {
    send(0, 0, "abc");
    send(1, 6, "ghi");
    reassembler.end(End.RESET, 2_000_000);
    reassembler.end(End.CAPTURE_ENDED, 3_000_000);

    assertThat(read.text()).isEqualTo("abc_ghi");
    assertThat(read.gaps).containsExactly("LOST 3");
    assertThat(read.ends).containsExactly(End.RESET);
  }

  @Test
  void beginsWithTheFirstDataWhenNoSynWasSeen() {
    reassembler.segment(new SegmentWriter().sequence(999).ack(5).segment());
    send(1, 1_000, "abc");

    assertThat(read.text()).isEqualTo("abc");
    assertThat(read.gaps).isEmpty();
  }

  @Test
  void ignoresKeepAlives() {
    send(0, 100, "abc");
    send(1, 102, "c");
    send(2, 102, "");
    send(3, 103, "d");

    assertThat(read.text()).isEqualTo("abcd");
  }

  @Test
  void ignoresAnAcknowledgementOfNoWindow() {
    send(0, 0, "abc");
    send(1, 6, "ghi");
    reassembler.acknowledged(0x7000_0000, 2_000_000);
    reassembler.advance(1_000_000_000);

    assertThat(read.gaps).isEmpty();
  }

  @Test
  void keepsNothingThatNobodyReads() {
    reassembler.discardBytes();
    send(0, 0, "abc");
    send(1, 6, "x".repeat(5_000));

    assertThat(read.text()).isEmpty();
    assertThat(reassembler.waitingCost()).isLessThan(200);
  }

  private void send(double ms, long sequence, String text) {
    reassembler.segment(
        new SegmentWriter().atMs(ms).sequence(sequence).data(bytes(text)).segment());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
