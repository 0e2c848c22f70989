package io.camvitals.agent.observe;

import io.camvitals.event.v1.ClockRateEvidence;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.clock.ClockRateEstimator;
import io.camvitals.protocol.rtp.RtpPacket;

/**
 * Infers the clock rate of one stream of which nobody told it, from the packets of its first
 * payload type. Nothing is allocated per packet. One thread at a time.
 */
public final class ClockRateInference {
  private final ClockRateEstimator estimator = new ClockRateEstimator();
  private final int payloadType;
  private int lastSequence = -1;

  private ClockRateInference(int payloadType) {
    this.payloadType = payloadType;
  }

  /** Null when the clock rate is known. */
  public static ClockRateInference of(StreamIdentity stream) {
    return stream.getClockRate() > 0 ? null : new ClockRateInference(stream.getPayloadType());
  }

  /** Takes the next packet, in order of arrival; true when the rate became known with it. */
  public boolean packet(RtpPacket packet, long arrivalNs) {
    int sequence = packet.sequenceNumber();
    // A mirrored port brings each packet twice.
    boolean repeated = sequence == lastSequence;
    lastSequence = sequence;
    return !repeated
        && packet.payloadType() == payloadType
        && estimator.observe(arrivalNs, packet.timestamp());
  }

  /** The stream with the rate that was inferred, and why. */
  public StreamIdentity learned(StreamIdentity stream) {
    return estimator
        .evidence()
        .map(
            evidence ->
                stream.toBuilder()
                    .setClockRate(evidence.clockRate())
                    .setClockRateSource(ClockRateSource.CLOCK_RATE_SOURCE_INFERRED)
                    .setClockRateEvidence(
                        ClockRateEvidence.newBuilder()
                            .setMeasuredRate(evidence.measuredRate())
                            .setLowerRate(evidence.lowerRate())
                            .setUpperRate(evidence.upperRate())
                            .setTimestamps(evidence.timestamps())
                            .setSpanNs(evidence.spanNs()))
                    .build())
        .orElse(stream);
  }
}
