package io.camvitals.jobs.wireless;

import io.camvitals.event.v1.WirelessEvent;
import java.util.TreeSet;

/** Adds up two spans of one station. */
final class WirelessSums {
  private WirelessSums() {}

  static WirelessEvent merge(WirelessEvent a, WirelessEvent b) {
    TreeSet<Integer> channels = new TreeSet<>(a.getChannelsList());
    channels.addAll(b.getChannelsList());
    WirelessEvent.Builder sum =
        a.toBuilder()
            .clearChannels()
            .addAllChannels(channels)
            .setWindowStartNs(Math.min(a.getWindowStartNs(), b.getWindowStartNs()))
            .setWindowNs(a.getWindowNs() + b.getWindowNs())
            .setFrames(a.getFrames() + b.getFrames())
            .setDamaged(a.getDamaged() + b.getDamaged())
            .setBytes(a.getBytes() + b.getBytes())
            .setDataFrames(a.getDataFrames() + b.getDataFrames())
            .setRetries(a.getRetries() + b.getRetries())
            .setEncrypted(a.getEncrypted() + b.getEncrypted())
            .setSignals(a.getSignals() + b.getSignals())
            .setNoises(a.getNoises() + b.getNoises())
            .setRates(a.getRates() + b.getRates());
    if (b.getSignals() > 0) {
      boolean only = a.getSignals() == 0;
      sum.setSignalMeanDbm(
              mean(a.getSignals(), a.getSignalMeanDbm(), b.getSignals(), b.getSignalMeanDbm()))
          .setSignalMinDbm(
              only ? b.getSignalMinDbm() : Math.min(a.getSignalMinDbm(), b.getSignalMinDbm()))
          .setSignalMaxDbm(
              only ? b.getSignalMaxDbm() : Math.max(a.getSignalMaxDbm(), b.getSignalMaxDbm()));
    }
    if (b.getNoises() > 0) {
      sum.setNoiseMeanDbm(
          mean(a.getNoises(), a.getNoiseMeanDbm(), b.getNoises(), b.getNoiseMeanDbm()));
    }
    if (b.getRates() > 0) {
      boolean only = a.getRates() == 0;
      sum.setRateMeanKbps(
              Math.round(
                  mean(a.getRates(), a.getRateMeanKbps(), b.getRates(), b.getRateMeanKbps())))
          .setRateMinKbps(
              only ? b.getRateMinKbps() : Math.min(a.getRateMinKbps(), b.getRateMinKbps()))
          .setRateMaxKbps(Math.max(a.getRateMaxKbps(), b.getRateMaxKbps()));
    }
    return sum.build();
  }

  private static double mean(long countA, double meanA, long countB, double meanB) {
    return (countA * meanA + countB * meanB) / (countA + countB);
  }
}
