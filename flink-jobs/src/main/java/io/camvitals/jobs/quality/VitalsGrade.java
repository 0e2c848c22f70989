package io.camvitals.jobs.quality;

import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.frame.FrameWindow;
import java.util.Locale;
import java.util.Optional;

/**
 * How a window of a stream was, in one word, with the figure that decides it: the worst of loss,
 * frame jitter and damaged frames. The limits and where they come from are in {@code
 * docs/documents.md}.
 */
enum VitalsGrade {
  EXCELLENT,
  GOOD,
  ACCEPTABLE,
  POOR;

  /** Lost / expected: ITU-T Y.1541 classes 6 and 7, classes 0 to 4, ITU-T G.1010 video. */
  private static final double[] LOSS_RATIO = {1e-5, 1e-3, 1e-2};

  /** The second is ITU-T Y.1541's delay variation of classes 0 and 1; the others are ours. */
  private static final double[] FRAME_JITTER_MS = {20, 50, 100};

  /** Damaged and spoilt frames of all; ours. */
  private static final double[] DAMAGED_RATIO = {0, 0.01, 0.05};

  private static final double NS_PER_MS = 1e6;

  /**
   * @param reason {@code loss}, {@code jitter} or {@code frames}; empty when excellent
   */
  record Verdict(VitalsGrade grade, String reason) {
    private Verdict orWorse(VitalsGrade other, String otherReason) {
      return other.compareTo(grade) > 0 ? new Verdict(other, otherReason) : this;
    }
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The grade of a window.
   *
   * @param frames null when none were told of
   * @return empty when the agent itself missed packets, or none were expected: nobody can tell then
   */
  static Optional<Verdict> of(StreamQuality quality, FrameWindow frames) {
    if (!quality.getCaptureComplete() || quality.getExpected() == 0) {
      return Optional.empty();
    }
    Verdict verdict =
        new Verdict(EXCELLENT, "")
            .orWorse(grade((double) quality.getLost() / quality.getExpected(), LOSS_RATIO), "loss");
    if (quality.hasFrameJitterMeanNs()) {
      double jitterMs = quality.getFrameJitterMeanNs() / NS_PER_MS;
      verdict = verdict.orWorse(grade(jitterMs, FRAME_JITTER_MS), "jitter");
    }
    if (frames != null && frames.events() > 0) {
      double damaged = (double) frames.damagedOrSpoilt() / frames.events();
      verdict = verdict.orWorse(grade(damaged, DAMAGED_RATIO), "frames");
    }
    return Optional.of(verdict);
  }

  private static VitalsGrade grade(double value, double[] limits) {
    for (int i = 0; i < limits.length; i++) {
      if (value <= limits[i]) {
        return values()[i];
      }
    }
    return POOR;
  }
}
