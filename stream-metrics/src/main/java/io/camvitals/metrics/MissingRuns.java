package io.camvitals.metrics;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The runs of consecutive sequence numbers that have not come, in ascending order. Each is charged
 * to the window that saw its gap: its packets as lost, its length as a loss run, and its part in a
 * burst. When a missing packet comes after all, the charge is taken back in that same window and
 * what is left of the run is charged anew.
 *
 * <p>A burst (RFC 3611 section 4.7.2, Gmin = 16) begins and ends with a lost packet and holds no 16
 * consecutive received ones; a single loss with 16 received packets on both sides is no burst. In
 * terms of runs: two runs belong together when fewer than 16 packets lie between them. So what a
 * run adds depends on its two neighbours alone, and sums over windows are exact:
 *
 * <ul>
 *   <li>bursts: 1 for the first run of a burst;
 *   <li>burst packets: its own, and those between it and the run before it in the same burst;
 *   <li>burst lost: its own.
 * </ul>
 *
 * <p>Runs too old for any of their packets to be taken are forgotten, save the last two, whose
 * neighbours may still change; at most some 500 are kept.
 */
final class MissingRuns {
  /** RFC 3611 section 4.7.2. */
  static final int GMIN = 16;

  private static final int MOST_SERIALISED = 2_048;

  private long[] from = new long[4];
  private long[] to = new long[4];
  private long[] window = new long[4];
  private int size;

  /** Charges a run [first, end) that lies after all others. */
  void append(long first, long end, long windowStartNs, Windows windows) {
    insert(size, first, end, windowStartNs, windows);
  }

  /** Charges a run [first, end) that lies before all others. */
  void prepend(long first, long end, long windowStartNs, Windows windows) {
    insert(0, first, end, windowStartNs, windows);
  }

  private void insert(int at, long first, long end, long windowStartNs, Windows windows) {
    charge(at - 1, -1, windows);
    charge(at, -1, windows);
    open(at, first, end, windowStartNs);
    charge(at - 1, 1, windows);
    charge(at, 1, windows);
    charge(at + 1, 1, windows);
  }

  /** Takes the number out of the run that holds it; false when none does. */
  boolean take(long number, Windows windows) {
    int run = find(number);
    if (run < 0) {
      return false;
    }
    for (int i = run - 1; i <= run + 1; i++) {
      charge(i, -1, windows);
    }
    int touched = run + 1;
    long first = from[run];
    long end = to[run];
    if (end - first == 1) {
      close(run);
      touched = run;
    } else if (number == first) {
      from[run] = number + 1;
    } else if (number == end - 1) {
      to[run] = number;
    } else {
      to[run] = number;
      open(run + 1, number + 1, end, window[run]);
      touched = run + 2;
    }
    for (int i = run - 1; i <= touched; i++) {
      charge(i, 1, windows);
    }
    return true;
  }

  /** Forgets runs all of whose numbers are lower than the given one, as far as may be. */
  void forget(long lowest) {
    int gone = 0;
    while (gone + 2 < size && to[gone + 2] <= lowest) {
      gone++;
    }
    if (gone > 0) {
      size -= gone;
      System.arraycopy(from, gone, from, 0, size);
      System.arraycopy(to, gone, to, 0, size);
      System.arraycopy(window, gone, window, 0, size);
    }
  }

  private void charge(int run, int sign, Windows windows) {
    if (run < 0 || run >= size) {
      return;
    }
    int length = (int) (to[run] - from[run]);
    int between = run == 0 ? GMIN : (int) Math.min(from[run] - to[run - 1], GMIN);
    boolean joinsPrevious = between < GMIN;
    boolean joinsNext = run + 1 < size && from[run + 1] - to[run] < GMIN;
    WindowMetrics bearer = windows.bearing(window[run]);
    bearer.lost(length, sign);
    if (length > 1 || joinsPrevious || joinsNext) {
      bearer.burst(joinsPrevious ? 0 : 1, length + (joinsPrevious ? between : 0), length, sign);
    }
  }

  private int find(long number) {
    int at = Arrays.binarySearch(from, 0, size, number);
    if (at >= 0) {
      return at;
    }
    int before = -at - 2;
    return before >= 0 && number < to[before] ? before : -1;
  }

  private void open(int at, long first, long end, long windowStartNs) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      window = Arrays.copyOf(window, 2 * size);
    }
    System.arraycopy(from, at, from, at + 1, size - at);
    System.arraycopy(to, at, to, at + 1, size - at);
    System.arraycopy(window, at, window, at + 1, size - at);
    from[at] = first;
    to[at] = end;
    window[at] = windowStartNs;
    size++;
  }

  private void close(int at) {
    size--;
    System.arraycopy(from, at + 1, from, at, size - at);
    System.arraycopy(to, at + 1, to, at, size - at);
    System.arraycopy(window, at + 1, window, at, size - at);
  }

  int size() {
    return size;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      Serialised.write(from[i], out);
      Serialised.write(to[i], out);
      Serialised.write(window[i], out);
    }
  }

  static MissingRuns readFrom(DataInput in) throws IOException {
    MissingRuns runs = new MissingRuns();
    int size = Serialised.within("missing runs", in.readInt(), 0, MOST_SERIALISED);
    for (int i = 0; i < size; i++) {
      runs.open(i, Serialised.read(in), Serialised.read(in), Serialised.read(in));
    }
    return runs;
  }
}
