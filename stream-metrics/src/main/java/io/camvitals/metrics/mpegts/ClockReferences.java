package io.camvitals.metrics.mpegts;

import io.camvitals.metrics.Figures;

/**
 * The program clock references of one PID, judged against their arrival, against each other and
 * against their place in the stream. What is kept for a second begins anew with each second.
 */
final class ClockReferences {
  /** ISO/IEC 13818-1 section 2.7.2; ETSI TR 101 290 section 5.2.2, 2.3. */
  static final long LONGEST_INTERVAL_NS = 100_000_000L;

  private static final long MODULUS = (1L << 33) * 300;
  private static final long LONGEST_INTERVAL = 2_700_000;

  /** A jump of the clock beyond this, 10 s, begins a new clock even when nobody announced it. */
  private static final long NEW_CLOCK = 270_000_000L;

  private static final int KEPT = 128;
  private static final int FEWEST_FOR_LINE = 5;

  /** Rates that differ more than this from their mean are no constant bit rate. */
  private static final double CONSTANT = 0.05;

  private boolean any;
  private long last;
  private long lastArrivalNs;

  /** Of the second: the clock's time since the second's first reference, 27 MHz, and bytes. */
  private final long[] time = new long[KEPT];

  private final long[] position = new long[KEPT];
  private int count;
  private boolean broken;
  private long firstArrivalNs;
  private long elapsed;
  private double lowestOffsetNs;
  private double highestOffsetNs;

  /** How many the second held. */
  int count() {
    return count;
  }

  /**
   * Takes the next reference.
   *
   * @param reference units of 1/27,000,000 s
   * @param bytePosition of its packet in the stream
   */
  void reference(
      long reference,
      boolean discontinuity,
      long arrivalNs,
      long bytePosition,
      Figures<TransportStreamFigure> figures) {
    figures.add(TransportStreamFigure.PCRS, 1);
    long step = Math.floorMod(reference - last, MODULUS);
    if (any) {
      long interval = arrivalNs - lastArrivalNs;
      if (interval >= 0) {
        figures.add(TransportStreamFigure.PCR_INTERVAL_MAX_NS, interval);
      }
      if (interval > LONGEST_INTERVAL_NS) {
        figures.add(TransportStreamFigure.PCR_REPETITION_ERRORS, 1);
      }
      if (!discontinuity && step > LONGEST_INTERVAL) {
        figures.add(TransportStreamFigure.PCR_DISCONTINUITY_ERRORS, 1);
      }
    }
    boolean continues = any && !discontinuity && step <= NEW_CLOCK;
    any = true;
    last = reference;
    lastArrivalNs = arrivalNs;
    if (count > 0 && !continues) {
      broken = true;
    }
    if (count == 0) {
      firstArrivalNs = arrivalNs;
      elapsed = 0;
      lowestOffsetNs = 0;
      highestOffsetNs = 0;
    } else if (!broken) {
      elapsed += step;
      double offsetNs = arrivalNs - firstArrivalNs - elapsed / 0.027;
      lowestOffsetNs = Math.min(lowestOffsetNs, offsetNs);
      highestOffsetNs = Math.max(highestOffsetNs, offsetNs);
    }
    if (count < KEPT && !broken) {
      time[count] = elapsed;
      position[count] = bytePosition;
      count++;
    }
  }

  /** Ends the second: what is known of it goes to the figures. */
  void endSecond(boolean bytesMissing, Figures<TransportStreamFigure> figures) {
    if (count >= 2 && !broken) {
      figures.add(
          TransportStreamFigure.PCR_JITTER_MAX_NS, Math.round(highestOffsetNs - lowestOffsetNs));
    }
    if (count >= FEWEST_FOR_LINE && !broken && !bytesMissing) {
      accuracy(figures);
    }
  }

  /** Bytes between the second's first and last reference. */
  long bytes() {
    return count < 2 ? 0 : position[count - 1] - position[0];
  }

  /** Time between these by the stream's clock, nanoseconds. */
  long timeNs() {
    return count < 2 ? 0 : Math.round(time[count - 1] / 0.027);
  }

  void beginSecond() {
    count = 0;
    broken = false;
  }

  /** By least squares, time = a + b * position; the residuals are the accuracy. */
  private void accuracy(Figures<TransportStreamFigure> figures) {
    double meanTime = 0;
    double meanPosition = 0;
    for (int i = 0; i < count; i++) {
      meanTime += time[i] / (double) count;
      meanPosition += (position[i] - position[0]) / (double) count;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < count; i++) {
      double x = position[i] - position[0] - meanPosition;
      covariance += x * (time[i] - meanTime);
      variance += x * x;
    }
    double slope = covariance / variance;
    double worst = 0;
    for (int i = 0; i < count; i++) {
      if (i > 0
          && !isConstant(
              (time[i] - time[i - 1]) / (double) (position[i] - position[i - 1]), slope)) {
        return;
      }
      double x = position[i] - position[0] - meanPosition;
      worst = Math.max(worst, Math.abs(time[i] - meanTime - slope * x));
    }
    figures.add(TransportStreamFigure.PCR_ACCURACY_MAX_NS, Math.round(worst / 0.027));
  }

  private static boolean isConstant(double slope, double mean) {
    return Math.abs(slope - mean) <= CONSTANT * mean;
  }
}
