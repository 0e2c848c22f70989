package io.camvitals.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TcpReassemblerPropertyTest {
  private static final TcpLimits AMPLE = new TcpLimits(4, 1 << 20, 1 << 20, Long.MAX_VALUE / 2);

  private record Range(int from, int to) {}

  /** Any order, any doubling, any overlap of any cutting into segments, anywhere in the space. */
  @Property(tries = 1000)
  void anyArrivalOfAllBytesGivesTheStream(
      @ForAll long seed,
      @ForAll int initialSequence,
      @ForAll @IntRange(min = 1, max = 3_000) int length) {
    Random random = new Random(seed);
    byte[] stream = new byte[length];
    random.nextBytes(stream);
    List<Range> ranges = cut(length, random);
    for (int i = random.nextInt(20); i > 0; i--) {
      int from = random.nextInt(length);
      ranges.add(new Range(from, from + 1 + random.nextInt(length - from)));
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      ranges.add(ranges.get(random.nextInt(ranges.size())));
    }
    Collections.shuffle(ranges, random);
    RecordedBytes read = new RecordedBytes();
    TcpReassembler reassembler = new TcpReassembler(read, AMPLE);
    reassembler.begin(initialSequence);

    int time = 0;
    for (Range range : ranges) {
      reassembler.segment(segment(stream, range, initialSequence, time++));
    }
    reassembler.segment(
        new SegmentWriter()
            .sequence(initialSequence + (long) length)
            .flags(SegmentWriter.FIN)
            .segment());

    assertThat(read.bytes.toByteArray()).isEqualTo(stream);
    assertThat(read.gaps).isEmpty();
    assertThat(read.ends).containsExactly(End.FINISHED);
    assertThat(read.timesMs).isSorted();
    assertThat(reassembler.waitingCost()).isZero();
  }

  /** What is missing is told in its place and length; all else is handed on. */
  @Property(tries = 500)
  void missingBytesAreGapsInTheirPlace(
      @ForAll long seed,
      @ForAll int initialSequence,
      @ForAll @IntRange(min = 2, max = 3_000) int length) {
    Random random = new Random(seed);
    byte[] stream = new byte[length];
    random.nextBytes(stream);
    boolean[] present = new boolean[length];
    List<Range> ranges = cut(length, random);
    List<Range> sent = new ArrayList<>();
    for (Range range : ranges) {
      if (random.nextInt(3) > 0) {
        sent.add(range);
        Arrays.fill(present, range.from, range.to, true);
      }
    }
    Collections.shuffle(sent, random);
    List<byte[]> pieces = new ArrayList<>();
    RecordedBytes read = new RecordedBytes();
    TcpReassembler reassembler = new TcpReassembler(read, AMPLE);
    reassembler.begin(initialSequence);

    for (Range range : sent) {
      reassembler.segment(segment(stream, range, initialSequence, 0));
    }
    reassembler.end(End.CAPTURE_ENDED, 0);

    List<String> gaps = new ArrayList<>();
    int last = length;
    while (last > 0 && !present[last - 1]) {
      last--;
    }
    for (int at = 0; at < last; ) {
      int end = at;
      while (end < last && present[end] == present[at]) {
        end++;
      }
      if (present[at]) {
        pieces.add(Arrays.copyOfRange(stream, at, end));
      } else {
        gaps.add("LOST " + (end - at));
        pieces.add(new byte[] {'_'});
      }
      at = end;
    }
    assertThat(read.bytes.toByteArray()).isEqualTo(join(pieces));
    assertThat(read.gaps).isEqualTo(gaps);
    assertThat(read.ends).containsExactly(End.CAPTURE_ENDED);
  }

  /** Segments of any numbers and flags: no failure, bounded memory, one end at most. */
  @Property(tries = 300)
  void anySegmentsAreBorneInBoundedMemory(@ForAll long seed) {
    Random random = new Random(seed);
    TcpLimits limits = new TcpLimits(4, 5_000, 8_000, 1_000_000_000L);
    RecordedBytes read = new RecordedBytes();
    TcpReassembler reassembler = new TcpReassembler(read, limits);
    int near = random.nextInt();
    long timeNs = 0;
    for (int i = 0; i < 300; i++) {
      timeNs += random.nextInt(50_000_000);
      int sequence =
          random.nextInt(20) == 0 ? random.nextInt() : near + random.nextInt(20_000) - 4_000;
      near = random.nextInt(8) == 0 ? sequence : near;
      switch (random.nextInt(12)) {
        case 0 -> reassembler.acknowledged(sequence, timeNs);
        case 1 -> reassembler.advance(timeNs);
        case 2 -> reassembler.restart(sequence, timeNs);
        default ->
            reassembler.segment(
                new SegmentWriter()
                    .atMs(timeNs / 1e6)
                    .sequence(sequence)
                    .flags(random.nextInt(40) == 0 ? SegmentWriter.FIN : 0)
                    .data(random.nextInt(1_500))
                    .cutBy(0)
                    .segment());
      }
      assertThat(reassembler.waitingCost()).isLessThanOrEqualTo(5_000);
    }
    reassembler.end(End.CAPTURE_ENDED, timeNs);
    assertThat(read.ends).hasSize(1);
    assertThat(read.timesMs).isSorted();
    assertThat(reassembler.waitingCost()).isZero();
  }

  private static List<Range> cut(int length, Random random) {
    List<Range> ranges = new ArrayList<>();
    for (int at = 0; at < length; ) {
      int end = Math.min(length, at + 1 + random.nextInt(200));
      ranges.add(new Range(at, end));
      at = end;
    }
    return ranges;
  }

  private static TcpSegment segment(byte[] stream, Range range, int initialSequence, int ms) {
    return new SegmentWriter()
        .atMs(ms)
        .sequence(initialSequence + (long) range.from)
        .data(Arrays.copyOfRange(stream, range.from, range.to))
        .segment();
  }

  private static byte[] join(List<byte[]> pieces) {
    byte[] joined = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, joined, at, piece.length);
      at += piece.length;
    }
    return joined;
  }
}
