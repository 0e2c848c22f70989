package io.camvitals.metrics.mpegts;

import io.camvitals.metrics.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** One number for each {@link TransportStreamFigure}. Mergeable in any grouping. */
public final class TransportStreamFigures {
  private static final TransportStreamFigure[] FIGURES = TransportStreamFigure.values();

  private final long[] values = new long[FIGURES.length];

  /** Nothing was seen: sums are 0, maxima unknown. */
  public TransportStreamFigures() {
    clear();
  }

  void clear() {
    for (TransportStreamFigure figure : FIGURES) {
      values[figure.ordinal()] = figure.isSum() ? 0 : -1;
    }
  }

  /** The figure; -1 for a maximum that is not known. */
  public long get(TransportStreamFigure figure) {
    return values[figure.ordinal()];
  }

  /** Adds to a sum, or raises a maximum. */
  public void add(TransportStreamFigure figure, long value) {
    int at = figure.ordinal();
    values[at] = figure.isSum() ? values[at] + value : Math.max(values[at], value);
  }

  /** Adds another span's figures. */
  public void merge(TransportStreamFigures other) {
    for (TransportStreamFigure figure : FIGURES) {
      add(figure, other.get(figure));
    }
  }

  public TransportStreamFigures copy() {
    TransportStreamFigures copy = new TransportStreamFigures();
    copy.merge(this);
    return copy;
  }

  /** The rate by the stream's own clock, bits per second, null packets included; NaN if unknown. */
  public double transportRateBps() {
    long ns = get(TransportStreamFigure.PCR_TIME_NS);
    return ns == 0 ? Double.NaN : 8e9 * get(TransportStreamFigure.PCR_BYTES) / ns;
  }

  /** Mean of the seconds' delay factors, nanoseconds; -1 when none is known. */
  public long delayFactorMeanNs() {
    long seconds = get(TransportStreamFigure.DELAY_FACTOR_SECONDS);
    return seconds == 0 ? -1 : get(TransportStreamFigure.DELAY_FACTOR_SUM_NS) / seconds;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransportStreamFigures figures && Arrays.equals(values, figures.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (TransportStreamFigure figure : FIGURES) {
      text.append(text.length() == 0 ? "" : " ").append(figure).append('=').append(get(figure));
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
   * Reads what {@link #writeTo} wrote; figures that an earlier version did not know stay as new.
   */
  public static TransportStreamFigures readFrom(DataInput in) throws IOException {
    TransportStreamFigures figures = new TransportStreamFigures();
    int count = Serialised.within("transport stream figures", in.readByte(), 0, FIGURES.length);
    for (int i = 0; i < count; i++) {
      figures.values[i] = Serialised.read(in);
    }
    return figures;
  }
}
