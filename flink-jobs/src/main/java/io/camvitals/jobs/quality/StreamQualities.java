package io.camvitals.jobs.quality;

import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.metrics.WindowMetrics;

/** Makes events of what was measured. */
final class StreamQualities {
  private StreamQualities() {}

  /** One window of a stream, with its key and revision. */
  static StreamQualityResult result(StreamState state, WindowMetrics window) {
    return new StreamQualityResult(
        state.key(),
        of(
                state.identity(),
                window,
                observedNs(window, state.firstArrivalNs),
                state.identity().getClockRate() == state.clockRate)
            .toByteArray(),
        state.revision());
  }

  /** The part of a window that lies after the stream's first packet. */
  private static long observedNs(WindowMetrics window, long firstArrivalNs) {
    long endNs = window.windowStartNs() + window.durationNs();
    boolean beginsWithin = firstArrivalNs > window.windowStartNs() && firstArrivalNs < endNs;
    return beginsWithin ? endNs - firstArrivalNs : window.durationNs();
  }

  /**
   * One window as an event.
   *
   * @param observedNs the part of the window in which the stream was there
   * @param clockRateHolds false when the stream's clock rate is now another than the one that its
   *     jitter was computed with: then the jitter is not known
   */
  static StreamQuality of(
      StreamIdentity stream, WindowMetrics window, long observedNs, boolean clockRateHolds) {
    StreamQuality.Builder quality =
        StreamQuality.newBuilder()
            .setStream(stream)
            .setWindowStartNs(window.windowStartNs())
            .setResolutionNs(window.durationNs())
            .setObservedNs(observedNs)
            .setPackets(window.packets())
            .setExpected(window.expected())
            .setLost(window.lost())
            .setReordered(window.reordered())
            .setDuplicates(window.duplicates())
            .setRestarts(window.restarts())
            .setInvalid(window.invalid())
            .setBursts((int) window.burstCount())
            .setBurstPackets(window.burstPackets())
            .setBurstLost(window.burstLost())
            .setPayloadBytes(window.payloadBytes())
            .setWireBytes(window.wireBytes())
            .setFrames(window.frames())
            .setKeyFrames(window.keyFrames())
            .setCaptureDropped(window.captureDropped())
            .setCaptureComplete(window.captureComplete());
    for (int length = 1; length <= WindowMetrics.LONGEST_LOSS_RUN; length++) {
      quality.addLossRun((int) window.lossRun(length));
    }
    if (window.interarrivalMaxNs() >= 0) {
      quality.setInterarrivalMaxNs(window.interarrivalMaxNs());
    }
    if (clockRateHolds && window.jitterLastNs() >= 0) {
      quality
          .setJitterLastNs(window.jitterLastNs())
          .setJitterMeanNs(window.jitterMeanNs())
          .setJitterMaxNs(window.jitterMaxNs());
    }
    if (clockRateHolds && window.frameJitterMeanNs() >= 0) {
      quality
          .setFrameJitterMeanNs(window.frameJitterMeanNs())
          .setFrameJitterMaxNs(window.frameJitterMaxNs());
    }
    return quality.build();
  }
}
