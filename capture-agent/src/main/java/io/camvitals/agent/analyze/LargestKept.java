package io.camvitals.agent.analyze;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/** Keeps the largest of many things, and counts the others. */
final class LargestKept<T> {
  private final int most;
  private final ToLongFunction<T> size;
  private final PriorityQueue<T> kept;
  private long others;

  /**
   * @param most as many are kept
   */
  LargestKept(int most, ToLongFunction<T> size) {
    this.most = most;
    this.size = size;
    this.kept = new PriorityQueue<>(Comparator.comparingLong(size));
  }

  void add(T thing) {
    if (kept.size() == most) {
      others++;
      if (size.applyAsLong(thing) <= size.applyAsLong(kept.peek())) {
        return;
      }
      kept.remove();
    }
    kept.add(thing);
  }

  /** Those kept. */
  List<T> sortedBy(Comparator<T> order) {
    return kept.stream().sorted(order).toList();
  }

  /** How many were not kept. */
  long others() {
    return others;
  }
}
