package io.camvitals.protocol.rtcp;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Which packets were lost, or came more than once: one bit a packet, as runs and vectors (RFC 3611
 * sections 4.1 and 4.2). Only sequence numbers that are multiples of 2^thinning are reported on.
 *
 * <pre>
 * run     |0|R|  length, 14 bits         |
 * vector  |1|  15 bits, the first highest |
 * end     0x0000
 * </pre>
 *
 * @param blockType {@link #LOSS} or {@link #DUPLICATE}
 * @param thinning 0 to 15
 * @param ssrc the source that is reported on
 * @param beginSequence 0 to 65,535, the first that the report is about
 * @param endSequence the one behind the last
 * @param chunks 0 to 65,535 each; an even number of them
 */
public record RunLengthReport(
    int blockType, int thinning, int ssrc, int beginSequence, int endSequence, List<Integer> chunks)
    implements ExtendedReportBlock {

  /** A clear bit is a packet that was lost. */
  public static final int LOSS = 1;

  /** A clear bit is a packet that came more than once. */
  public static final int DUPLICATE = 2;

  private static final int VECTOR_BITS = 15;

  public RunLengthReport {
    Limits.check("block type", blockType, LOSS, DUPLICATE);
    Limits.check("thinning", thinning, 0, 15);
    Limits.check("begin sequence", beginSequence, 0, 0xffff);
    Limits.check("end sequence", endSequence, 0, 0xffff);
    chunks = List.copyOf(chunks);
    Limits.check("odd number of chunks", chunks.size() % 2, 0, 0);
    chunks.forEach(chunk -> Limits.check("chunk", chunk, 0, 0xffff));
  }

  /**
   * Visits the sequence numbers whose bit is clear: lost packets, or packets that came more than
   * once. At most 65,535; what the chunks tell beyond the end is passed over.
   */
  public void forEachClear(IntConsumer sequenceNumber) {
    int step = 1 << thinning;
    int span = endSequence - beginSequence & 0xffff;
    int at = -beginSequence & step - 1;
    for (int chunk : chunks) {
      boolean run = chunk < 0x8000;
      if (chunk == 0) {
        return;
      }
      int bits = run ? chunk & 0x3fff : VECTOR_BITS;
      for (int bit = 0; bit < bits && at < span; bit++, at += step) {
        boolean set = run ? (chunk & 0x4000) != 0 : (chunk >>> VECTOR_BITS - 1 - bit & 1) != 0;
        if (!set) {
          sequenceNumber.accept(beginSequence + at & 0xffff);
        }
      }
    }
  }

  /** How many bits are clear. */
  public int clearCount() {
    int[] count = {0};
    forEachClear(sequenceNumber -> count[0]++);
    return count[0];
  }
}
