package io.camvitals.metrics.clock;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Points in ascending x, a bounded number of them over any span: when there is no more room every
 * other one is let go and the least distance of the next ones is doubled, up to a bound; beyond
 * that the oldest one goes.
 */
final class ThinnedPoints {
  private final int capacity;
  private final long widest;
  private final long[] x;
  private final long[] y;
  private int size;
  private long spacing;

  /**
   * @param spacing least distance in x at first
   * @param widest bound of that distance
   */
  ThinnedPoints(int capacity, long spacing, long widest) {
    this.capacity = capacity;
    this.spacing = spacing;
    this.widest = widest;
    x = new long[capacity];
    y = new long[capacity];
  }

  int size() {
    return size;
  }

  long x(int i) {
    return x[i];
  }

  long y(int i) {
    return y[i];
  }

  /** Distance of the last point from the first. */
  long span() {
    return size == 0 ? 0 : x[size - 1] - x[0];
  }

  /** The longest distance of a point from the one before. */
  long widestGap() {
    long widest = 0;
    for (int i = 1; i < size; i++) {
      widest = Math.max(widest, x[i] - x[i - 1]);
    }
    return widest;
  }

  void clear() {
    size = 0;
  }

  /** Takes a point that lies behind all others; one that is too near to the last is passed over. */
  void add(long pointX, long pointY) {
    if (size > 0 && pointX - x[size - 1] < spacing) {
      return;
    }
    if (size == capacity) {
      makeRoom();
      if (size > 0 && pointX - x[size - 1] < spacing) {
        return;
      }
    }
    x[size] = pointX;
    y[size] = pointY;
    size++;
  }

  private void makeRoom() {
    long wider = Math.max(2 * spacing, 2 * span() / capacity);
    if (wider <= widest) {
      spacing = wider;
      int kept = 0;
      for (int i = 0; i < size; i += 2) {
        x[kept] = x[i];
        y[kept] = y[i];
        kept++;
      }
      size = kept;
    } else {
      size--;
      System.arraycopy(x, 1, x, 0, size);
      System.arraycopy(y, 1, y, 0, size);
    }
  }

  /** The line through points [from, to), x in units of 1e9 and both counted from the first. */
  RobustLine line(int from, int to) {
    int count = to - from;
    double[] xs = new double[count];
    double[] ys = new double[count];
    for (int i = 0; i < count; i++) {
      xs[i] = (x[from + i] - x[from]) / 1e9;
      ys[i] = y[from + i] - y[from];
    }
    return RobustLine.fit(xs, ys, count);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeShort(size);
    out.writeLong(spacing);
    for (int i = 0; i < size; i++) {
      Serialised.write(x[i] - (i == 0 ? 0 : x[i - 1]), out);
      Serialised.write(y[i] - (i == 0 ? 0 : y[i - 1]), out);
    }
  }

  void readFrom(DataInput in) throws IOException {
    size = Serialised.within("points", in.readShort(), 0, capacity);
    spacing = in.readLong();
    for (int i = 0; i < size; i++) {
      x[i] = Serialised.read(in) + (i == 0 ? 0 : x[i - 1]);
      y[i] = Serialised.read(in) + (i == 0 ? 0 : y[i - 1]);
    }
  }
}
