package io.camvitals.metrics.clock;

/**
 * Why a stream is held to have a clock rate.
 *
 * @param clockRate RTP timestamp units per second, one of those in use
 * @param measuredRate slope of timestamps against arrival, units per second
 * @param lowerRate bound of its interval of 95 %
 * @param upperRate bound of its interval of 95 %
 * @param timestamps distinct ones that the line goes through
 * @param spanNs of their arrival
 */
public record ClockRateEvidence(
    int clockRate,
    double measuredRate,
    double lowerRate,
    double upperRate,
    int timestamps,
    long spanNs) {}
