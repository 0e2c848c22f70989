package io.camvitals.agent.analyze.trace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The longest runs of consecutive packets that are missing, at most {@value #KEPT}. */
public final class LossRuns {
  private static final int KEPT = 8;

  private final Run[] runs = new Run[KEPT];

  /** Packets that are missing one after the other. */
  public static final class Run {
    private final long first;
    private final int length;
    private final PacketReference next;
    private int missing;

    private Run(long first, int length, PacketReference next) {
      this.first = first;
      this.length = length;
      this.next = next;
      this.missing = length;
    }

    /** Sequence number of the first, 0 to 65,535. */
    public int firstSequenceNumber() {
      return (int) (first & 0xffff);
    }

    /** Sequence number of the last, 0 to 65,535. */
    public int lastSequenceNumber() {
      return (int) (first + length - 1 & 0xffff);
    }

    /** How many packets the run had at first. */
    public int length() {
      return length;
    }

    /** How many of them never came. */
    public int missing() {
      return missing;
    }

    /** The packet that came behind the run. */
    public PacketReference next() {
      return next;
    }
  }

  /** Whether a run of that length is among the longest. */
  boolean isKept(int length) {
    return shortest() < 0 || runs[shortest()].missing < length || runs[KEPT - 1] == null;
  }

  /**
   * A run has come to its end.
   *
   * @param first sequence number of its first packet, without wraps
   * @param next the packet behind it
   */
  void add(long first, int length, PacketReference next) {
    for (int i = 0; i < KEPT; i++) {
      if (runs[i] == null) {
        runs[i] = new Run(first, length, next);
        return;
      }
    }
    int shortest = shortest();
    if (runs[shortest].missing < length) {
      runs[shortest] = new Run(first, length, next);
    }
  }

  /** A packet came late. */
  void filled(long number) {
    for (Run run : runs) {
      if (run != null && number >= run.first && number < run.first + run.length) {
        run.missing--;
        return;
      }
    }
  }

  private int shortest() {
    int shortest = -1;
    for (int i = 0; i < KEPT; i++) {
      if (runs[i] != null && (shortest < 0 || runs[i].missing < runs[shortest].missing)) {
        shortest = i;
      }
    }
    return shortest;
  }

  /** The longest first; none of which all packets came late. */
  public List<Run> longest() {
    return Arrays.stream(runs)
        .filter(Objects::nonNull)
        .filter(run -> run.missing > 0)
        .sorted(Comparator.comparingInt(Run::missing).reversed())
        .toList();
  }
}
