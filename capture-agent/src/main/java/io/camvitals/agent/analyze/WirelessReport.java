package io.camvitals.agent.analyze;

import java.util.List;

/**
 * What the frames of IEEE 802.11 in a capture show, encrypted or not.
 *
 * @param damaged frames whose check sequence was wrong; they are in none of the counts behind
 * @param dataFrames frames of type data, those without a body included
 * @param encrypted data frames whose body is protected
 * @param retries data frames that their sender says it sent before
 * @param channels numbers of the channels, ascending
 * @param signalMeanDbm mean of the dBm values of undamaged frames; NaN when the radio did not say
 */
record WirelessReport(
    long frames,
    long damaged,
    long dataFrames,
    long encrypted,
    long retries,
    List<Integer> channels,
    double signalMeanDbm,
    double signalMinDbm,
    double signalMaxDbm) {
  /** Retries of all data frames, 0 to 1; NaN without any. */
  double retryRatio() {
    return dataFrames == 0 ? Double.NaN : (double) retries / dataFrames;
  }
}
