package io.camvitals.metrics.clock;

import java.util.Arrays;

/**
 * A straight line through points by the median of the slopes of all pairs (Theil 1950, Sen 1968):
 * up to 29 % of the points may be anywhere. The interval of the slope is Sen's, of 95 %, by the
 * ranks of the slopes; it supposes that the points' errors are independent.
 *
 * @param slope median of the pairs' slopes
 * @param lower bound of the slope's interval
 * @param upper bound
 * @param intercept median of y - slope * x
 */
record RobustLine(double slope, double lower, double upper, double intercept) {
  private static final double NORMAL_QUANTILE = 1.96;

  /**
   * Fits the first {@code size} points, of which two at least must differ in x. Takes time and
   * memory with the square of the size.
   */
  static RobustLine fit(double[] x, double[] y, int size) {
    double[] slopes = new double[size * (size - 1) / 2];
    int count = 0;
    for (int i = 1; i < size; i++) {
      for (int j = 0; j < i; j++) {
        if (x[i] != x[j]) {
          slopes[count++] = (y[i] - y[j]) / (x[i] - x[j]);
        }
      }
    }
    Arrays.sort(slopes, 0, count);
    double slope = median(slopes, count);
    double[] intercepts = new double[size];
    for (int i = 0; i < size; i++) {
      intercepts[i] = y[i] - slope * x[i];
    }
    Arrays.sort(intercepts);
    double spread = NORMAL_QUANTILE * Math.sqrt(size * (size - 1.0) * (2.0 * size + 5) / 18);
    int low = (int) Math.floor((count - spread) / 2);
    int high = (int) Math.ceil((count + spread) / 2);
    return new RobustLine(
        slope,
        low < 0 ? Double.NEGATIVE_INFINITY : slopes[low],
        high >= count ? Double.POSITIVE_INFINITY : slopes[high],
        median(intercepts, size));
  }

  private static double median(double[] sorted, int size) {
    return (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
  }

  double at(double x) {
    return intercept + slope * x;
  }
}
