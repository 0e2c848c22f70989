package io.camvitals.metrics.clock;

/**
 * Holds an RTP clock rate that is only supposed, as that of a codec, against the timestamps of a
 * stream's first packets. It is contradicted when a robust line through at least {@value #FEWEST}
 * timestamps over at least 0.3 s, of which no gap is the greater part, is more than {@value
 * #FACTOR} times as steep as the rate, or as flat, with all of its interval of 95 % and in both
 * halves. A burst of buffered frames is too short for that.
 *
 * <p>That it is not contradicted proves nothing. Memory is bounded. Not thread-safe.
 */
public final class ClockRateHypothesis {
  static final int FEWEST = 8;
  static final int FACTOR = 3;

  private static final int POINTS = 64;
  private static final long SHORTEST_NS = 300_000_000L;

  private final double clockRate;
  private final ThinnedPoints points = new ThinnedPoints(POINTS, 0, Long.MAX_VALUE / 4);
  private boolean any;
  private int lastTimestamp;
  private long extended;
  private long lastArrivalNs;

  /**
   * @param clockRate units per second, at least 1
   */
  public ClockRateHypothesis(int clockRate) {
    this.clockRate = clockRate;
  }

  /**
   * Takes a packet of the stream, in order of arrival.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   */
  public void observe(long arrivalNs, int rtpTimestamp) {
    int step = rtpTimestamp - lastTimestamp;
    if (any && (step <= 0 || arrivalNs < lastArrivalNs)) {
      return; // the same frame, one that came late or is shown earlier, or a capture out of order
    }
    extended += any ? step : 0;
    any = true;
    lastTimestamp = rtpTimestamp;
    lastArrivalNs = arrivalNs;
    points.add(arrivalNs, extended);
  }

  /** Whether the packets so far speak clearly against the rate. */
  public boolean isContradicted() {
    int size = points.size();
    if (size < FEWEST || points.span() < SHORTEST_NS || points.widestGap() > points.span() / 2) {
      return false;
    }
    RobustLine line = points.line(0, size);
    double first = points.line(0, size / 2).slope();
    double second = points.line(size / 2, size).slope();
    double least = Math.min(line.lower(), Math.min(first, second));
    double most = Math.max(line.upper(), Math.max(first, second));
    return least > clockRate * FACTOR || most < clockRate / FACTOR;
  }
}
