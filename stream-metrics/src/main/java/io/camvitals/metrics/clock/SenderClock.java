package io.camvitals.metrics.clock;

import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * A sender's wall clock by the NTP timestamps of its RTCP sender reports against their arrival: how
 * far it is off, and how it drifts (a robust line, see {@link SenderClockEstimate}).
 *
 * <p>Windowed: the line goes through at most {@value #POINTS} reports of the last half hour to
 * hour; it cannot be merged with another's. A report that is more than {@value #STEP_NS} ns away
 * from the line is an outlier; two in a row that agree with each other are a step of the clock (the
 * camera was set), from which all begins anew. Until three reports came nothing is known; until
 * eight over half a minute came no drift is.
 *
 * <p>Not thread-safe.
 */
public final class SenderClock {
  /** Reports that the line goes through. */
  public static final int POINTS = 128;

  /** Distance from the line from which on a report is no longer of it, 0.5 s. */
  public static final long STEP_NS = 500_000_000L;

  private static final int VERSION = 1;
  private static final long SPACING_NS = 1_000_000_000L;
  private static final long WIDEST_NS = 28_000_000_000L;
  private static final int FEWEST_FOR_OFFSET = 3;
  private static final int FEWEST_FOR_DRIFT = 8;
  private static final long SHORTEST_FOR_DRIFT_NS = 30_000_000_000L;
  private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
  private static final long SECOND_NS = 1_000_000_000L;

  /** x: arrival; y: the sender's time minus arrival. */
  private final ThinnedPoints points = new ThinnedPoints(POINTS, SPACING_NS, WIDEST_NS);

  private long lastArrivalNs = Long.MIN_VALUE;
  private boolean strangerKept;
  private long strangerArrivalNs;
  private long strangerOffsetNs;
  private long steps;
  private long outliers;

  /**
   * Takes a sender report. One whose NTP timestamp is zero says that its sender has no clock (RFC
   * 3550 section 6.4.1), and tells nothing; nor does one that arrived before the last.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @param ntpTimestamp 32 bits seconds since 1900, 32 bits fraction
   */
  public void senderReport(long arrivalNs, long ntpTimestamp) {
    if (ntpTimestamp == 0 || arrivalNs <= lastArrivalNs && !isSetBack(arrivalNs)) {
      return;
    }
    lastArrivalNs = arrivalNs;
    long offsetNs = unixNs(ntpTimestamp) - arrivalNs;
    if (points.size() == 0 || Math.abs(offsetNs - expectedOffsetNs(arrivalNs)) <= STEP_NS) {
      strangerKept = false;
      points.add(arrivalNs, offsetNs);
      return;
    }
    outliers++;
    if (strangerKept && Math.abs(offsetNs - strangerOffsetNs) <= STEP_NS) {
      outliers -= 2;
      steps++;
      points.clear();
      points.add(strangerArrivalNs, strangerOffsetNs);
      points.add(arrivalNs, offsetNs);
      strangerKept = false;
      return;
    }
    strangerKept = true;
    strangerArrivalNs = arrivalNs;
    strangerOffsetNs = offsetNs;
  }

  /** The clock of arrival was set back: what was before can no longer be compared. */
  private boolean isSetBack(long arrivalNs) {
    if (lastArrivalNs - arrivalNs <= STEP_NS) {
      return false;
    }
    points.clear();
    strangerKept = false;
    steps++;
    return true;
  }

  /** Of the last point: near enough to tell a step. */
  private long expectedOffsetNs(long arrivalNs) {
    int last = points.size() - 1;
    // A clock that drifts by 500 ppm is off by as much after a long silence.
    long silenceNs = arrivalNs - points.x(last);
    return silenceNs > 1_000 * SECOND_NS && points.size() >= FEWEST_FOR_DRIFT
        ? Math.round(points.y(0) + line().at((arrivalNs - points.x(0)) / 1e9))
        : points.y(last);
  }

  private RobustLine line() {
    return points.line(0, points.size());
  }

  /** What is known; empty while there are fewer than three reports. */
  public Optional<SenderClockEstimate> estimate() {
    int size = points.size();
    if (size < FEWEST_FOR_OFFSET) {
      return Optional.empty();
    }
    RobustLine line = line();
    boolean drift = size >= FEWEST_FOR_DRIFT && points.span() >= SHORTEST_FOR_DRIFT_NS;
    return Optional.of(
        new SenderClockEstimate(
            points.y(0) + Math.round(line.at(points.span() / 1e9)),
            drift ? line.slope() / 1e3 : Double.NaN,
            drift ? line.lower() / 1e3 : Double.NaN,
            drift ? line.upper() / 1e3 : Double.NaN,
            size,
            points.span()));
  }

  /** Times that one of the two clocks was set. */
  public long steps() {
    return steps;
  }

  /** Reports that were far from the line, and alone with that. */
  public long outliers() {
    return outliers;
  }

  /** When the highest bit is clear the seconds count from 2036 (RFC 4330 section 3). */
  private static long unixNs(long ntpTimestamp) {
    long seconds = ntpTimestamp >>> 32;
    if (ntpTimestamp >= 0) {
      seconds += 1L << 32;
    }
    long fraction = ntpTimestamp & 0xffff_ffffL;
    return (seconds - SECONDS_FROM_1900_TO_1970) * SECOND_NS
        + (fraction * SECOND_NS + (1L << 31) >>> 32);
  }

  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    points.writeTo(out);
    out.writeLong(lastArrivalNs);
    out.writeBoolean(strangerKept);
    out.writeLong(strangerArrivalNs);
    out.writeLong(strangerOffsetNs);
    Serialised.write(steps, out);
    Serialised.write(outliers, out);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException when it is cut, of an unknown version, or holds what is never written
   */
  public static SenderClock readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("a sender's clock of version " + version + ", not " + VERSION);
    }
    SenderClock clock = new SenderClock();
    clock.points.readFrom(in);
    clock.lastArrivalNs = in.readLong();
    clock.strangerKept = in.readBoolean();
    clock.strangerArrivalNs = in.readLong();
    clock.strangerOffsetNs = in.readLong();
    clock.steps = Serialised.read(in);
    clock.outliers = Serialised.read(in);
    return clock;
  }
}
