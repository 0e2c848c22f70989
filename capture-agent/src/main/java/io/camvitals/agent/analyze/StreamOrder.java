package io.camvitals.agent.analyze;

import java.util.Comparator;

/** In which order streams are listed. */
public enum StreamOrder {
  /** As they began. */
  FIRST(Comparator.comparingLong(StreamReport::firstNs)),
  /** Most packets first. */
  PACKETS(Comparator.comparingLong(StreamReport::packets).reversed()),
  /** Most lost packets first. */
  LOST(Comparator.comparingLong(StreamReport::lost).reversed()),
  /** Highest loss ratio first. */
  LOSS(Comparator.comparingDouble(StreamReport::lossRatio).reversed()),
  /** Highest mean jitter first, unknown last. */
  JITTER(Comparator.comparingDouble(stream -> -known(stream.jitterMeanMs()))),
  /** Highest bitrate first, unknown last. */
  BITRATE(Comparator.comparingDouble(stream -> -known(stream.bitrateBps()))),
  /** Longest gap between two packets first. */
  GAP(Comparator.comparingDouble(stream -> -known(stream.interarrivalMaxMs())));

  private final Comparator<StreamReport> comparator;

  StreamOrder(Comparator<StreamReport> comparator) {
    this.comparator =
        comparator
            .thenComparingLong(StreamReport::firstNs)
            .thenComparing(StreamReport::ssrc)
            .thenComparingInt(stream -> stream.source().getPort());
  }

  Comparator<StreamReport> comparator() {
    return comparator;
  }

  private static double known(double value) {
    return Double.isNaN(value) ? -1 : value;
  }
}
