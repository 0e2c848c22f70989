package io.camvitals.benchmarks;

import java.util.Collection;

/** The middle of some measurements, which a few disturbed ones do not move. */
public final class Median {
  private Median() {}

  /**
   * The median.
   *
   * @throws IllegalArgumentException when there is no value
   */
  public static double of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a median of no values");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
