package io.camvitals.agent.analyze;

import io.camvitals.event.v1.ClockRateEvidence;

/**
 * Why a stream's clock rate is what it is.
 *
 * @param jitterOfAllPackets whether jitter was measured from the first packet on; else it is from
 *     when the rate became known
 */
record InferenceReport(ClockRateEvidence evidence, boolean jitterOfAllPackets) {}
