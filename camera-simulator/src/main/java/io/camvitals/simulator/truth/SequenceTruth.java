package io.camvitals.simulator.truth;

import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * What left of one run of sequence numbers, from one restart to the next: a set of those that left,
 * and a set of those that will never leave. Numbers count on beyond 65,535.
 */
final class SequenceTruth {
  /** How a packet that left looks to one who receives it. */
  enum Arrival {
    IN_ORDER,
    REORDERED,
    DUPLICATE
  }

  private final long start;
  private final BitSet sent = new BitSet();
  private final TreeSet<Long> dropped = new TreeSet<>();
  private long first = Long.MAX_VALUE;
  private long highest = Long.MIN_VALUE;

  /** A run in which no number is below start. */
  SequenceTruth(long start) {
    this.start = start;
  }

  /** Notes that a packet left now, and tells of those that are thereby known to be lost. */
  Arrival sent(long number, LongConsumer lost) {
    int index = Math.toIntExact(number - start);
    if (sent.get(index)) {
      return Arrival.DUPLICATE;
    }
    sent.set(index);
    boolean reordered = number < highest;
    first = Math.min(first, number);
    highest = Math.max(highest, number);
    settle(lost);
    return reordered ? Arrival.REORDERED : Arrival.IN_ORDER;
  }

  /** Notes that a packet will never leave, and tells when that is known to be a loss already. */
  void dropped(long number, LongConsumer lost) {
    dropped.add(number);
    settle(lost);
  }

  private void settle(LongConsumer lost) {
    if (dropped.isEmpty() || first >= highest) {
      return;
    }
    SortedSet<Long> between = dropped.subSet(first, highest);
    between.forEach(number -> lost.accept(number));
    between.clear();
  }
}
