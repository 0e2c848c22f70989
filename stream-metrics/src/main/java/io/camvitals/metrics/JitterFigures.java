package io.camvitals.metrics;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The values that the jitter took within a window: mean and maximum over all of them, and the last,
 * which is that of the latest arrival. Sums are of whole nanoseconds, so that merging is exact in
 * any grouping.
 */
final class JitterFigures {
  private long samples;
  private long sumNs;
  private long maxNs = -1;
  private long lastNs = -1;
  private long lastArrivalNs = Long.MIN_VALUE;

  void add(long arrivalNs, long jitterNs) {
    samples++;
    sumNs += jitterNs;
    if (jitterNs > maxNs) {
      maxNs = jitterNs;
    }
    if (arrivalNs >= lastArrivalNs) {
      lastArrivalNs = arrivalNs;
      lastNs = jitterNs;
    }
  }

  void merge(JitterFigures later) {
    samples += later.samples;
    sumNs += later.sumNs;
    maxNs = Math.max(maxNs, later.maxNs);
    if (later.samples > 0 && later.lastArrivalNs >= lastArrivalNs) {
      lastArrivalNs = later.lastArrivalNs;
      lastNs = later.lastNs;
    }
  }

  long lastNs() {
    return lastNs;
  }

  long meanNs() {
    return samples == 0 ? -1 : sumNs / samples;
  }

  long maxNs() {
    return maxNs;
  }

  void writeTo(DataOutput out) throws IOException {
    Serialised.write(samples, out);
    Serialised.write(sumNs, out);
    Serialised.write(maxNs, out);
    Serialised.write(lastNs, out);
    Serialised.write(lastArrivalNs, out);
  }

  static JitterFigures readFrom(DataInput in) throws IOException {
    JitterFigures figures = new JitterFigures();
    figures.samples = Serialised.read(in);
    figures.sumNs = Serialised.read(in);
    figures.maxNs = Serialised.read(in);
    figures.lastNs = Serialised.read(in);
    figures.lastArrivalNs = Serialised.read(in);
    return figures;
  }
}
