package io.camvitals.protocol.rtcp;

/**
 * How a call sounds to its receiver (RFC 3611 section 4.7). Of levels, factors and scores 127 means
 * unavailable.
 *
 * @param ssrc the source that is reported on
 * @param lossRate of all expected packets, times 256: 0 to 255
 * @param discardRate likewise, of packets that came too early or too late to be played
 * @param burstDensity lost and discarded packets within bursts, times 256
 * @param gapDensity likewise within gaps
 * @param burstDurationMs mean, milliseconds, 0 to 65,535
 * @param gapDurationMs mean, milliseconds, 0 to 65,535
 * @param roundTripDelayMs milliseconds, 0 to 65,535; 0 when unknown
 * @param endSystemDelayMs milliseconds, 0 to 65,535; 0 when unknown
 * @param signalLevel dBm, -128 to 127
 * @param noiseLevel dBm, -128 to 127
 * @param residualEchoReturnLoss dB, 0 to 255
 * @param gmin 1 to 255: received packets that end a burst
 * @param rFactor 0 to 100
 * @param externalRFactor 0 to 100
 * @param mosListening times 10: 10 to 50
 * @param mosConversational times 10
 * @param receiverConfiguration bits: concealment, jitter buffer adaptive, its rate
 * @param jitterBufferNominalMs milliseconds, 0 to 65,535
 * @param jitterBufferMaximumMs likewise
 * @param jitterBufferAbsoluteMaximumMs likewise
 */
public record VoipMetrics(
    int ssrc,
    int lossRate,
    int discardRate,
    int burstDensity,
    int gapDensity,
    int burstDurationMs,
    int gapDurationMs,
    int roundTripDelayMs,
    int endSystemDelayMs,
    int signalLevel,
    int noiseLevel,
    int residualEchoReturnLoss,
    int gmin,
    int rFactor,
    int externalRFactor,
    int mosListening,
    int mosConversational,
    int receiverConfiguration,
    int jitterBufferNominalMs,
    int jitterBufferMaximumMs,
    int jitterBufferAbsoluteMaximumMs)
    implements ExtendedReportBlock {

  /** What levels, factors and scores say when they are not known. */
  public static final int UNAVAILABLE = 127;

  static final int BLOCK_TYPE = 7;
  static final int WORDS = 8;

  @Override
  public int blockType() {
    return BLOCK_TYPE;
  }
}
