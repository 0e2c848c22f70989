package io.camvitals.metrics.clock;

/**
 * What is known of a sender's wall clock.
 *
 * @param offsetNs the sender's clock minus the clock of arrival, minus the way that the reports
 *     took, at the last report; nanoseconds. Median, so that a late report does no harm
 * @param driftPpm how much faster the sender's clock runs, parts per million; NaN until there is
 *     enough evidence
 * @param driftLowerPpm bound of its interval of 95 %; NaN likewise
 * @param driftUpperPpm bound of its interval of 95 %; NaN likewise
 * @param reports that the estimate is made of
 * @param spanNs from the first of these to the last, by arrival
 */
public record SenderClockEstimate(
    long offsetNs,
    double driftPpm,
    double driftLowerPpm,
    double driftUpperPpm,
    int reports,
    long spanNs) {
  public boolean isDriftKnown() {
    return !Double.isNaN(driftPpm);
  }
}
