package io.camvitals.metrics.clock;

import java.util.Optional;

/**
 * Finds a stream's RTP clock rate by its timestamps against their arrival. The rate is one of
 * {@link #RATES} or unknown: it is never the nearest for want of a better one.
 *
 * <p>A rate is held to be the stream's when a robust line through at least {@value #FEWEST}
 * timestamps over at least 1.5 s, of which no gap is the greater part, has a slope within 1 % of
 * the rate, the slope's whole interval is within 2 % of it (the nearest two rates are 6 % apart),
 * and both halves of the evidence say the same within 4 %. Clocks' drift, up to 500 ppm, is far
 * below. A line bent by timestamps that stand still during silence, by a burst, or by playing
 * faster than life fails one of these.
 *
 * <p>When a fifth of the packets have the timestamp of the one before, these are the packets of
 * pictures, and no rate but that of video, 90 kHz, is taken.
 *
 * <p>Evidence is gathered twice: over the whole stream, since timestamps commonly run on through a
 * silence, and since the last silence, as there are senders whose timestamps then stand still.
 *
 * <p>Memory is bounded; lines are fitted at ever longer intervals. Not thread-safe.
 */
public final class ClockRateEstimator {
  static final int FEWEST = 16;

  private static final int[] RATES = {
    8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 90_000, 96_000, 192_000
  };

  private static final int VIDEO_RATE = 90_000;

  /** One packet in so many, at least, that repeats its forerunner's timestamp tells of pictures. */
  private static final int PICTURES_REPEAT = 5;

  private static final int POINTS = 64;
  private static final long SHORTEST_NS = 1_500_000_000L;
  private static final long WIDEST_NS = Long.MAX_VALUE / 4;
  private static final double SLOPE_TOLERANCE = 0.01;
  private static final double INTERVAL_TOLERANCE = 0.02;
  private static final double HALF_TOLERANCE = 0.04;

  /** Arrival gaps from which on a silence begins: this long, and so many usual ones. */
  private static final long SILENCE_NS = 500_000_000L;

  private static final int USUAL_INTERVALS = 4;

  /** A step of the timestamp that no rate explains, units a second. */
  private static final long FASTEST = 400_000;

  private static final int FURTHEST_BACK = 1 << 19;
  private static final long FIRST_LOOK_NS = SHORTEST_NS;
  private static final long LONGEST_BETWEEN_LOOKS_NS = 30_000_000_000L;

  private final ThinnedPoints whole = new ThinnedPoints(POINTS, 0, WIDEST_NS);
  private final ThinnedPoints sinceSilence = new ThinnedPoints(POINTS, 0, WIDEST_NS);
  private boolean any;
  private long packets;
  private long repeats;
  private int lastTimestamp;
  private long extended;
  private long lastArrivalNs;
  private double usualIntervalNs;
  private int intervals;
  private long beganNs;
  private long nextLookNs;
  private ClockRateEvidence evidence;

  /** The rates that are recognised, ascending. */
  public static int[] rates() {
    return RATES.clone();
  }

  /**
   * Takes a packet of the stream, in order of arrival; none twice.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @return true when the rate became known with this packet
   */
  public boolean observe(long arrivalNs, int rtpTimestamp) {
    if (evidence != null) {
      return false;
    }
    if (!any) {
      begin(arrivalNs, rtpTimestamp);
      return false;
    }
    int step = rtpTimestamp - lastTimestamp;
    packets++;
    repeats += step == 0 ? 1 : 0;
    if (step == 0 || step < 0 && step > -FURTHEST_BACK) {
      return false; // the same frame, or one that came late or is shown earlier
    }
    long intervalNs = arrivalNs - lastArrivalNs;
    if (intervalNs < 0 && intervalNs > -SILENCE_NS) {
      return false; // captures are not always in order
    }
    if (step < 0 || intervalNs < 0 || isJump(step, intervalNs)) {
      begin(arrivalNs, rtpTimestamp);
      return false;
    }
    boolean silence =
        intervalNs > SILENCE_NS
            && intervals >= USUAL_INTERVALS
            && intervalNs > USUAL_INTERVALS * usualIntervalNs;
    if (silence) {
      sinceSilence.clear();
    } else {
      intervals++;
      usualIntervalNs += (intervalNs - usualIntervalNs) / Math.min(intervals, 16);
    }
    extended += step;
    lastTimestamp = rtpTimestamp;
    lastArrivalNs = arrivalNs;
    whole.add(arrivalNs, extended);
    sinceSilence.add(arrivalNs, extended);
    return arrivalNs >= nextLookNs && look(arrivalNs);
  }

  private static boolean isJump(int step, long intervalNs) {
    return step > FASTEST && step * 1e9 / FASTEST > intervalNs + SILENCE_NS;
  }

  private void begin(long arrivalNs, int rtpTimestamp) {
    any = true;
    lastTimestamp = rtpTimestamp;
    lastArrivalNs = arrivalNs;
    extended = 0;
    intervals = 0;
    usualIntervalNs = 0;
    beganNs = arrivalNs;
    nextLookNs = arrivalNs + FIRST_LOOK_NS;
    whole.clear();
    sinceSilence.clear();
    whole.add(arrivalNs, 0);
    sinceSilence.add(arrivalNs, 0);
  }

  private boolean look(long arrivalNs) {
    nextLookNs =
        arrivalNs + Math.min(Math.max((arrivalNs - beganNs) / 4, 1), LONGEST_BETWEEN_LOOKS_NS);
    evidence = of(whole).or(() -> of(sinceSilence)).filter(this::suitsThePackets).orElse(null);
    return evidence != null;
  }

  private boolean suitsThePackets(ClockRateEvidence found) {
    return found.clockRate() == VIDEO_RATE || repeats * PICTURES_REPEAT < packets;
  }

  private static Optional<ClockRateEvidence> of(ThinnedPoints points) {
    int size = points.size();
    if (size < FEWEST || points.span() < SHORTEST_NS || isMostlyGap(points)) {
      return Optional.empty();
    }
    RobustLine line = points.line(0, size);
    int rate = nearest(line.slope());
    boolean fits =
        isWithin(line.slope(), rate, SLOPE_TOLERANCE)
            && isWithin(line.lower(), rate, INTERVAL_TOLERANCE)
            && isWithin(line.upper(), rate, INTERVAL_TOLERANCE)
            && isWithin(points.line(0, size / 2).slope(), rate, HALF_TOLERANCE)
            && isWithin(points.line(size / 2, size).slope(), rate, HALF_TOLERANCE);
    return fits
        ? Optional.of(
            new ClockRateEvidence(
                rate, line.slope(), line.lower(), line.upper(), size, points.span()))
        : Optional.empty();
  }

  /** Two clusters of points make a line of any slope with great certainty. */
  private static boolean isMostlyGap(ThinnedPoints points) {
    return points.widestGap() > points.span() / 2;
  }

  private static boolean isWithin(double slope, int rate, double tolerance) {
    return Math.abs(slope - rate) <= tolerance * rate;
  }

  private static int nearest(double slope) {
    int nearest = RATES[0];
    for (int rate : RATES) {
      if (Math.abs(slope - rate) / rate < Math.abs(slope - nearest) / nearest) {
        nearest = rate;
      }
    }
    return nearest;
  }

  /** The evidence for the rate; empty while it is unknown. */
  public Optional<ClockRateEvidence> evidence() {
    return Optional.ofNullable(evidence);
  }
}
