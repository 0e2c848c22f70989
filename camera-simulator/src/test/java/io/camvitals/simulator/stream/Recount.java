package io.camvitals.simulator.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Loss, reordering and duplication as anybody may count them who wrote down the sequence numbers in
 * the order in which they passed: the definitions as simply as can be, knowing nothing of the plan.
 *
 * @param sequences runs of numbers, one more than there were restarts
 */
public record Recount(long lost, long reordered, long duplicates, int sequences) {
  private static final int RESTART = 5_000;

  static Recount of(List<RecordingPath.Sent> sent) {
    return ofNumbers(sent.stream().map(each -> each.packet().sequenceNumber()).toList());
  }

  /** From 16-bit sequence numbers. */
  public static Recount ofNumbers(List<Integer> numbers) {
    Recount total = new Recount(0, 0, 0, 0);
    Set<Integer> seen = new HashSet<>();
    int first = 0;
    int highest = 0;
    int extended = 0;
    long reordered = 0;
    long duplicates = 0;
    for (int number : numbers) {
      int step = (short) (number - highest);
      boolean restart = !seen.isEmpty() && Math.abs(step) > RESTART;
      if (seen.isEmpty() || restart) {
        total = total.plus(seen, first, highest);
        seen = new HashSet<>();
        extended = first = highest = number;
      } else {
        extended = highest + step;
      }
      if (!seen.add(extended)) {
        duplicates++;
      } else if (extended < highest) {
        reordered++;
      }
      first = Math.min(first, extended);
      highest = Math.max(highest, extended);
    }
    total = total.plus(seen, first, highest);
    return new Recount(total.lost, reordered, duplicates, total.sequences);
  }

  private Recount plus(Set<Integer> seen, int first, int highest) {
    return seen.isEmpty()
        ? this
        : new Recount(
            lost + highest - first + 1 - seen.size(), reordered, duplicates, sequences + 1);
  }
}
