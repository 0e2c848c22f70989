package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;

import io.camvitals.agent.analyze.wireshark.StreamEvidence;
import io.camvitals.agent.analyze.wireshark.WiresharkFigures;
import java.util.function.BiConsumer;

/** Why Wireshark's delta and jitter of a stream are not ours. */
final class TimingDifferences {
  private static final String DELTA_MAX = "delta_max_ms";
  private static final String JITTER_MEAN = "jitter_mean_ms";
  private static final String JITTER_MAX = "jitter_max_ms";

  /** Half of the last digit that Wireshark prints. */
  private static final double TOLERANCE_MS = 0.0005;

  /** Ours rounds each transit time to a nanosecond. */
  private static final double EVIDENCE_TOLERANCE_MS = 0.001;

  private final StreamReport own;
  private final WiresharkFigures theirs;
  private final StreamEvidence evidence;
  private final DifferenceList differences;

  TimingDifferences(
      StreamReport own,
      WiresharkFigures theirs,
      StreamEvidence evidence,
      DifferenceList differences) {
    this.own = own;
    this.theirs = theirs;
    this.evidence = evidence;
    this.differences = differences;
  }

  /** Gives one reason for whatever differs. */
  void wholly(DifferenceReason reason, String words) {
    forEach((figure, value) -> differences.add(reason, figure, words));
  }

  /**
   * Finds the reasons of what differs.
   *
   * @param samePackets whether both count the same packets; else that is a reason too
   */
  void compare(boolean samePackets) {
    forEach(
        (figure, values) -> {
          boolean explained =
              !samePackets && differences.alsoConcerns(figure, FigureDifferences.PACKETS);
          if (figure.equals(DELTA_MAX)) {
            explained |= delta(figure);
            explained &= !samePackets || isClose(values[0], evidence.maxDeltaMs());
          } else {
            explained |= jitter(figure);
            explained &= !samePackets || isJitterOfAll(figure, values[0]);
          }
          if (!explained) {
            differences.add(DifferenceReason.NONE_FOUND, figure, "No reason was found.");
          }
        });
  }

  /** Visits the figures that differ: ours and Wireshark's. */
  private void forEach(BiConsumer<String, double[]> visitor) {
    visit(DELTA_MAX, own.interarrivalMaxMs(), theirs.maxDeltaMs(), visitor);
    if (Double.isNaN(own.jitterMaxMs()) && theirs.minJitterMs() < 0) {
      return;
    }
    visit(JITTER_MEAN, own.jitterMeanMs(), theirs.meanJitterMs(), visitor);
    visit(JITTER_MAX, own.jitterMaxMs(), theirs.maxJitterMs(), visitor);
  }

  private static void visit(
      String figure, double ours, double theirs, BiConsumer<String, double[]> visitor) {
    if (!(Math.abs(ours - theirs) < TOLERANCE_MS) && !(Double.isNaN(ours) && theirs == 0)) {
      visitor.accept(figure, new double[] {ours, theirs});
    }
  }

  private boolean delta(String figure) {
    return leftOut(figure);
  }

  /** Packets that Wireshark leaves out of minimum, mean and maximum. */
  private boolean leftOut(String figure) {
    boolean any = false;
    if (evidence.markers() > 0) {
      any = true;
      differences.add(
          DifferenceReason.MARKERS_LEFT_OUT,
          figure,
          "Wireshark leaves packets with the marker ("
              + count(evidence.markers())
              + ") out of mean and maximum; here all packets count.");
    }
    if (evidence.comfortNoise() > 0) {
      any = true;
      differences.add(
          DifferenceReason.COMFORT_NOISE_LEFT_OUT,
          figure,
          "Wireshark leaves comfort noise ("
              + count(evidence.comfortNoise())
              + " packets) and the packets behind it out; here all packets count.");
    }
    if (evidence.pastTimestamps() > 0) {
      any = true;
      differences.add(
          DifferenceReason.PAST_TIMESTAMPS,
          figure,
          "Wireshark does not measure packets with a timestamp before the stream's first one ("
              + count(evidence.pastTimestamps())
              + "), and takes the next packet's time from the one before them.");
    }
    return any;
  }

  private boolean jitter(String figure) {
    if (own.clockRate() == 0 || Double.isNaN(own.jitterMaxMs())) {
      differences.add(
          DifferenceReason.CLOCK_UNKNOWN_HERE,
          figure,
          "Nothing tells the clock rate of all its payload types "
              + own.payloadTypes()
              + ", and no jitter is given here; Wireshark measures those that it knows.");
      return true;
    }
    if (evidence.clockRate() == 0) {
      differences.add(
          DifferenceReason.CLOCK_UNKNOWN_TO_WIRESHARK,
          figure,
          "Wireshark knows no clock rate of payload type "
              + own.payloadType()
              + " and measures no jitter; here it is known ("
              + own.clockRateSource().text()
              + ").");
      return true;
    }
    boolean any = leftOut(figure);
    if (evidence.clockRate() != own.clockRate() || evidence.unknownClocks() > 0) {
      any = true;
      differences.add(
          DifferenceReason.CLOCK_RATES_DIFFER,
          figure,
          "Wireshark does not take all of its payload types "
              + own.payloadTypes()
              + " to run at "
              + count(own.clockRate())
              + " Hz, as is done here.");
    }
    if (evidence.unevenClock() && evidence.clockRate() > 0) {
      any = true;
      differences.add(
          DifferenceReason.UNEVEN_CLOCK,
          figure,
          "Wireshark takes "
              + count(evidence.clockRate())
              + " Hz to be "
              + count(evidence.clockRate() / 1_000)
              + " ticks per millisecond, which shows jitter where there is none.");
    }
    if (evidence.timeJumps() > 0) {
      any = true;
      differences.add(
          DifferenceReason.TIME_JUMP,
          figure,
          "Times and timestamps move apart by more than 10 s ("
              + count(evidence.timeJumps())
              + " times), which Wireshark takes for jitter; here jitter begins anew.");
    }
    if (own.restarts() > 0) {
      any = true;
      differences.add(
          DifferenceReason.RESTART,
          figure,
          "The sender began anew, and jitter with it; Wireshark goes on.");
    }
    return any;
  }

  /** Whether the reasons suffice: with none of Wireshark's peculiarities its jitter is ours. */
  private boolean isJitterOfAll(String figure, double ours) {
    return own.clockRate() == 0
        || evidence.clockRate() != own.clockRate()
        || evidence.unknownClocks() > 0
        || evidence.timeJumps() > 0
        || own.restarts() > 0
        || isClose(
            ours, figure.equals(JITTER_MEAN) ? evidence.meanJitterMs() : evidence.maxJitterMs());
  }

  private static boolean isClose(double ours, double theirs) {
    return Math.abs(ours - theirs) <= EVIDENCE_TOLERANCE_MS;
  }
}
