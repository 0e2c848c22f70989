package io.camvitals.agent.analyze;

import java.util.List;

/**
 * What the frames of IEEE 802.11 in a capture show, encrypted or not.
 *
 * @param all of the capture
 * @param channels numbers of the channels, ascending
 * @param stations those that sent most bytes first, at most {@value WirelessStatistics#MOST}; the
 *     sender of some frames is not known
 */
record WirelessReport(Figures all, List<Integer> channels, List<Station> stations) {
  /**
   * @param damaged frames whose check sequence was wrong; they are in none of the counts behind
   * @param bytes of frames
   * @param dataFrames frames of type data, those without a body included
   * @param encrypted data frames whose body is protected
   * @param retries data frames that their sender says it sent before
   * @param signalMeanDbm mean of the dBm values of undamaged frames; NaN when the radio did not say
   * @param rateMeanKbps mean over the data frames; NaN when the capture does not say
   */
  record Figures(
      long frames,
      long damaged,
      long bytes,
      long dataFrames,
      long encrypted,
      long retries,
      double signalMeanDbm,
      double signalMinDbm,
      double signalMaxDbm,
      double rateMeanKbps) {
    /** Retries of all data frames, 0 to 1; NaN without any. */
    double retryRatio() {
      return dataFrames == 0 ? Double.NaN : (double) retries / dataFrames;
    }
  }

  /**
   * @param address as RFC 7042 writes it: 00-00-5E-00-53-23
   */
  record Station(String address, Figures figures) {}
}
