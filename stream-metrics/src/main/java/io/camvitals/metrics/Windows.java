package io.camvitals.metrics;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The windows of one stream, in ascending order, on the stream's own clock: the arrival of its
 * packets. Windows that are done with are folded into one sum, so that a total over all of the
 * stream stays exact; what arrives for a folded window goes there too.
 *
 * <p>A window is folded by itself once it has ended by the time to retain and all readers have read
 * its last change; unread windows are kept, up to a bound of twice the time to retain.
 *
 * <p>An arrival earlier than the time to retain can only mean that the agent's clock was set back.
 * The stream then goes on with the new time, and the windows ahead of it count as ended.
 */
final class Windows {
  /** Reads windows of their own length. */
  static final int WINDOW_READER = 1;

  /** Reads several windows together. */
  static final int ROLLUP_READER = 2;

  private static final int BOTH_READERS = WINDOW_READER | ROLLUP_READER;
  private static final int MOST_WINDOWS = 4_096;

  private final long windowNs;
  private final long retainNs;
  private final int capacity;
  private final List<WindowMetrics> windows = new ArrayList<>();
  private WindowMetrics folded;
  private long foldedUntilNs = Long.MIN_VALUE;
  private long highestArrivalNs = Long.MIN_VALUE;
  private long currentStartNs;
  private WindowMetrics current;

  /** No window that starts earlier than this has a change that its reader has not read. */
  private long windowsUnreadFromNs = Long.MAX_VALUE;

  private long rollupsUnreadFromNs = Long.MAX_VALUE;

  Windows(StreamMeterSettings settings) {
    this.windowNs = settings.windowNs();
    this.retainNs = settings.retainNs();
    this.capacity =
        (int) Math.min(2 * Math.min(retainNs / windowNs, MOST_WINDOWS) + 64, MOST_WINDOWS);
  }

  /** Arrival of a packet, whether it counts or not. */
  void arrival(long arrivalNs) {
    if (arrivalNs > highestArrivalNs) {
      highestArrivalNs = arrivalNs;
    } else if (highestArrivalNs - arrivalNs > retainNs) {
      stepBack(arrivalNs);
    }
  }

  /** The window of an arrival, made when there is none. */
  WindowMetrics at(long arrivalNs) {
    long offset = arrivalNs - currentStartNs;
    if (current != null && offset >= 0 && offset < windowNs) {
      return current;
    }
    return move(startOf(arrivalNs));
  }

  /** Start of the window that {@link #at} returned last. */
  long currentStartNs() {
    return currentStartNs;
  }

  private long startOf(long arrivalNs) {
    return Math.floorDiv(arrivalNs, windowNs) * windowNs;
  }

  private WindowMetrics move(long startNs) {
    currentStartNs = startNs;
    willChange(startNs);
    if (startNs < foldedUntilNs) {
      current = folded(startNs);
      return current;
    }
    int at = indexFrom(startNs);
    if (at < windows.size() && windows.get(at).windowStartNs() == startNs) {
      current = windows.get(at);
      return current;
    }
    current = new WindowMetrics(startNs, startNs + windowNs);
    windows.add(at, current);
    foldWhatIsDone();
    return current;
  }

  private void willChange(long startNs) {
    windowsUnreadFromNs = Math.min(windowsUnreadFromNs, startNs);
    rollupsUnreadFromNs = Math.min(rollupsUnreadFromNs, startNs);
  }

  /** Index of the first window that starts at the given time or later. */
  private int indexFrom(long startNs) {
    int at = windows.size();
    while (at > 0 && windows.get(at - 1).windowStartNs() >= startNs) {
      at--;
    }
    return at;
  }

  /** The window that starts at the given time, or null. */
  WindowMetrics find(long startNs) {
    int at = indexFrom(startNs);
    return at < windows.size() && windows.get(at).windowStartNs() == startNs
        ? windows.get(at)
        : null;
  }

  /**
   * The window that bears what was charged to one with this start; the folded sum if it is gone.
   */
  WindowMetrics bearing(long startNs) {
    willChange(startNs);
    WindowMetrics window = find(startNs);
    return window != null ? window : folded(startNs);
  }

  private WindowMetrics folded(long startNs) {
    if (folded == null) {
      folded = new WindowMetrics(startNs, startNs + windowNs);
    }
    return folded;
  }

  private void stepBack(long arrivalNs) {
    highestArrivalNs = arrivalNs;
    long startNs = startOf(arrivalNs);
    foldedUntilNs = Math.min(foldedUntilNs, startNs);
    for (int i = windows.size() - 1; i >= 0 && windows.get(i).windowStartNs() > startNs; i--) {
      if ((windows.get(i).unread() & BOTH_READERS) == 0) {
        fold(i);
      }
    }
    current = null;
  }

  private void foldWhatIsDone() {
    long horizonNs = highestArrivalNs - retainNs;
    while (windows.size() > 1
        && windows.get(0).windowEndNs() <= horizonNs
        && (windows.get(0).unread() & BOTH_READERS) == 0) {
      foldFirst();
    }
    while (windows.size() > capacity) {
      int lastIndex = windows.size() - 1;
      if (windows.get(lastIndex).windowStartNs() > highestArrivalNs) {
        fold(lastIndex);
      } else {
        foldFirst();
      }
    }
  }

  private void foldFirst() {
    foldedUntilNs = Math.max(foldedUntilNs, windows.get(0).windowEndNs());
    fold(0);
  }

  private void fold(int index) {
    WindowMetrics gone = windows.remove(index);
    if (folded == null) {
      folded = gone;
    } else {
      folded.merge(gone);
      if (gone == current) {
        current = folded;
      }
    }
  }

  /** Folds all windows that end by the given time. */
  void expire(long olderThanNs) {
    while (!windows.isEmpty() && windows.get(0).windowEndNs() <= olderThanNs) {
      foldFirst();
    }
  }

  /** Marks all windows from one arrival to another, and counts in the last. */
  void captureLoss(long fromArrivalNs, long toArrivalNs, long dropped) {
    at(toArrivalNs).captureLoss(dropped);
    willChange(startOf(fromArrivalNs));
    for (int i = indexFrom(startOf(fromArrivalNs)); i < windows.size(); i++) {
      WindowMetrics window = windows.get(i);
      if (window.windowStartNs() <= toArrivalNs) {
        window.captureLoss(0);
      }
    }
  }

  /** The sum of the windows within [from, to), or null when there is none. */
  WindowMetrics merged(long fromNs, long toNs) {
    WindowMetrics sum = null;
    for (int i = indexFrom(fromNs); i < windows.size(); i++) {
      if (windows.get(i).windowEndNs() <= toNs) {
        sum = sum == null ? new WindowMetrics(fromNs, toNs) : sum;
        sum.merge(windows.get(i));
      }
    }
    return sum;
  }

  /** The sum of all that was counted, or null when nothing was. */
  WindowMetrics total() {
    WindowMetrics sum = folded == null ? null : folded.copy();
    for (WindowMetrics window : windows) {
      if (sum == null) {
        sum = window.copy();
      } else {
        sum.merge(window);
      }
    }
    return sum;
  }

  /**
   * Visits the starts of spans that have ended and whose windows changed since this reader was
   * here. A span that reaches into what was folded is passed over: its sum would be short.
   */
  void forEachChanged(int reader, long spanNs, long endedByNs, LongConsumer visitor) {
    boolean windowReader = reader == WINDOW_READER;
    long visited = Long.MIN_VALUE;
    boolean anyVisited = false;
    long unreadFromNs = current == null ? Long.MAX_VALUE : currentStartNs;
    int from = indexFrom(windowReader ? windowsUnreadFromNs : rollupsUnreadFromNs);
    for (int i = from; i < windows.size(); i++) {
      WindowMetrics window = windows.get(i);
      if ((window.unread() & reader) == 0) {
        continue;
      }
      long start = Math.floorDiv(window.windowStartNs(), spanNs) * spanNs;
      if (start + spanNs > endedByNs && start <= highestArrivalNs) {
        unreadFromNs = Math.min(unreadFromNs, window.windowStartNs());
        continue;
      }
      window.read(reader);
      if (start >= foldedUntilNs && !(anyVisited && start == visited)) {
        anyVisited = true;
        visited = start;
        visitor.accept(start);
      }
    }
    if (windowReader) {
      windowsUnreadFromNs = unreadFromNs;
    } else {
      rollupsUnreadFromNs = unreadFromNs;
    }
  }

  long highestArrivalNs() {
    return highestArrivalNs;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(foldedUntilNs);
    out.writeLong(highestArrivalNs);
    out.writeBoolean(folded != null);
    if (folded != null) {
      folded.writeTo(out);
    }
    out.writeInt(windows.size());
    for (WindowMetrics window : windows) {
      window.writeTo(out);
    }
  }

  static Windows readFrom(DataInput in, StreamMeterSettings settings) throws IOException {
    Windows windows = new Windows(settings);
    windows.foldedUntilNs = in.readLong();
    windows.highestArrivalNs = in.readLong();
    windows.folded = in.readBoolean() ? WindowMetrics.readFrom(in) : null;
    int size = Serialised.within("windows", in.readInt(), 0, MOST_WINDOWS + 1);
    for (int i = 0; i < size; i++) {
      windows.windows.add(WindowMetrics.readFrom(in));
    }
    windows.willChange(Long.MIN_VALUE);
    return windows;
  }
}
