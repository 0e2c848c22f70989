package io.camvitals.jobs.transportstream;

import io.camvitals.event.v1.TransportStreamEvent;

/** Adds up two spans of one transport stream: counts are summed, of the rest the worst is kept. */
final class TransportStreamSums {
  private TransportStreamSums() {}

  static TransportStreamEvent merge(TransportStreamEvent a, TransportStreamEvent b) {
    // What the tables told is known best in the last second.
    TransportStreamEvent.Builder sum =
        (b.getSecondStartNs() >= a.getSecondStartNs() ? b : a)
            .toBuilder()
                .setSecondStartNs(Math.min(a.getSecondStartNs(), b.getSecondStartNs()))
                .setDatagrams(a.getDatagrams() + b.getDatagrams())
                .setBytes(a.getBytes() + b.getBytes())
                .setPackets(a.getPackets() + b.getPackets())
                .setNullPackets(a.getNullPackets() + b.getNullPackets())
                .setSyncLosses(a.getSyncLosses() + b.getSyncLosses())
                .setSyncByteErrors(a.getSyncByteErrors() + b.getSyncByteErrors())
                .setPatErrors(a.getPatErrors() + b.getPatErrors())
                .setContinuityErrors(a.getContinuityErrors() + b.getContinuityErrors())
                .setPacketsMissing(a.getPacketsMissing() + b.getPacketsMissing())
                .setDuplicates(a.getDuplicates() + b.getDuplicates())
                .setPmtErrors(a.getPmtErrors() + b.getPmtErrors())
                .setPidErrors(a.getPidErrors() + b.getPidErrors())
                .setTransportErrors(a.getTransportErrors() + b.getTransportErrors())
                .setCrcErrors(a.getCrcErrors() + b.getCrcErrors())
                .setPcrs(a.getPcrs() + b.getPcrs())
                .setPcrRepetitionErrors(a.getPcrRepetitionErrors() + b.getPcrRepetitionErrors())
                .setPcrDiscontinuityErrors(
                    a.getPcrDiscontinuityErrors() + b.getPcrDiscontinuityErrors())
                .setScrambledPackets(a.getScrambledPackets() + b.getScrambledPackets())
                .setIncompletePackets(a.getIncompletePackets() + b.getIncompletePackets())
                .setUnfollowedPackets(a.getUnfollowedPackets() + b.getUnfollowedPackets())
                .setPcrBytes(a.getPcrBytes() + b.getPcrBytes())
                .setPcrTimeNs(a.getPcrTimeNs() + b.getPcrTimeNs());
    if (a.hasPcrIntervalMaxNs() || b.hasPcrIntervalMaxNs()) {
      sum.setPcrIntervalMaxNs(Math.max(a.getPcrIntervalMaxNs(), b.getPcrIntervalMaxNs()));
    }
    if (a.hasPcrJitterMaxNs() || b.hasPcrJitterMaxNs()) {
      sum.setPcrJitterMaxNs(Math.max(a.getPcrJitterMaxNs(), b.getPcrJitterMaxNs()));
    }
    if (a.hasPcrAccuracyMaxNs() || b.hasPcrAccuracyMaxNs()) {
      sum.setPcrAccuracyMaxNs(Math.max(a.getPcrAccuracyMaxNs(), b.getPcrAccuracyMaxNs()));
    }
    if (a.hasDelayFactorNs() || b.hasDelayFactorNs()) {
      sum.setDelayFactorNs(Math.max(a.getDelayFactorNs(), b.getDelayFactorNs()));
    }
    if (a.hasInterarrivalMaxNs() || b.hasInterarrivalMaxNs()) {
      sum.setInterarrivalMaxNs(Math.max(a.getInterarrivalMaxNs(), b.getInterarrivalMaxNs()));
    }
    return sum.build();
  }
}
