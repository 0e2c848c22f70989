package io.camvitals.metrics;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * One number for each constant of an enum of figures, over a span of time. Merging is exact in any
 * order and grouping. Not thread-safe.
 */
public final class Figures<F extends Enum<F> & Figure> {
  /** A maximum or minimum of which nothing was seen. */
  public static final long UNKNOWN = -1;

  private final F[] kinds;
  private final long[] values;

  /** Nothing was seen. */
  public Figures(Class<F> figures) {
    kinds = figures.getEnumConstants();
    values = new long[kinds.length];
    clear();
  }

  /** Forgets all. */
  public void clear() {
    for (F figure : kinds) {
      values[figure.ordinal()] = figure.kind() == Figure.Kind.SUM ? 0 : UNKNOWN;
    }
  }

  /** The figure; {@link #UNKNOWN} for a maximum or minimum of which nothing was seen. */
  public long get(F figure) {
    return values[figure.ordinal()];
  }

  /**
   * Adds to a sum, raises a maximum or lowers a minimum. {@link #UNKNOWN} changes neither of the
   * latter.
   */
  public void add(F figure, long value) {
    int at = figure.ordinal();
    switch (figure.kind()) {
      case SUM -> values[at] += value;
      case MAXIMUM -> values[at] = Math.max(values[at], value);
      case MINIMUM -> {
        if (value != UNKNOWN && (values[at] == UNKNOWN || value < values[at])) {
          values[at] = value;
        }
      }
    }
  }

  /** Adds another span's figures. */
  public void merge(Figures<F> other) {
    for (F figure : kinds) {
      add(figure, other.get(figure));
    }
  }

  public Figures<F> copy() {
    Figures<F> copy = new Figures<>(kinds[0].getDeclaringClass());
    System.arraycopy(values, 0, copy.values, 0, values.length);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Figures<?> figures
        && kinds[0].getDeclaringClass() == figures.kinds[0].getDeclaringClass()
        && Arrays.equals(values, figures.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** Each figure that is not 0 or unknown, for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (F figure : kinds) {
      long value = get(figure);
      if (value != (figure.kind() == Figure.Kind.SUM ? 0 : UNKNOWN)) {
        text.append(text.length() == 0 ? "" : " ").append(figure).append('=').append(value);
      }
    }
    return text.toString();
  }

  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(values.length);
    for (long value : values) {
      Serialised.write(value, out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote; figures that were added to the end of the enum since then
   * stay as new.
   *
   * @throws IOException when it is cut, or holds more figures than there are
   */
  public static <F extends Enum<F> & Figure> Figures<F> readFrom(Class<F> kinds, DataInput in)
      throws IOException {
    Figures<F> figures = new Figures<>(kinds);
    int count = Serialised.within("figures", in.readByte(), 0, figures.values.length);
    for (int i = 0; i < count; i++) {
      figures.values[i] = Serialised.read(in);
    }
    return figures;
  }
}
