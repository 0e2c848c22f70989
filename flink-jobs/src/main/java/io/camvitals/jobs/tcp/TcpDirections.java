package io.camvitals.jobs.tcp;

import io.camvitals.event.v1.TcpDirection;

/** Adds up two spans of one direction of a connection. */
final class TcpDirections {
  private TcpDirections() {}

  static TcpDirection merge(TcpDirection a, TcpDirection b) {
    TcpDirection.Builder sum =
        TcpDirection.newBuilder()
            .setSegments(a.getSegments() + b.getSegments())
            .setDataSegments(a.getDataSegments() + b.getDataSegments())
            .setBytes(a.getBytes() + b.getBytes())
            .setWireBytes(a.getWireBytes() + b.getWireBytes())
            .setFastRetransmissions(a.getFastRetransmissions() + b.getFastRetransmissions())
            .setTimeoutRetransmissions(
                a.getTimeoutRetransmissions() + b.getTimeoutRetransmissions())
            .setRetransmissionsWithoutData(
                a.getRetransmissionsWithoutData() + b.getRetransmissionsWithoutData())
            .setSpuriousRetransmissions(
                a.getSpuriousRetransmissions() + b.getSpuriousRetransmissions())
            .setRetransmittedBytes(a.getRetransmittedBytes() + b.getRetransmittedBytes())
            .setOutOfOrder(a.getOutOfOrder() + b.getOutOfOrder())
            .setDuplicateAcknowledgements(
                a.getDuplicateAcknowledgements() + b.getDuplicateAcknowledgements())
            .setKeepAlives(a.getKeepAlives() + b.getKeepAlives())
            .setZeroWindows(a.getZeroWindows() + b.getZeroWindows())
            .setZeroWindowNs(a.getZeroWindowNs() + b.getZeroWindowNs())
            .setZeroWindowProbes(a.getZeroWindowProbes() + b.getZeroWindowProbes())
            .setStalls(a.getStalls() + b.getStalls())
            .setStalledNs(a.getStalledNs() + b.getStalledNs())
            .setGaps(a.getGaps() + b.getGaps())
            .setGapBytes(a.getGapBytes() + b.getGapBytes())
            .setBytesInFlightMax(Math.max(a.getBytesInFlightMax(), b.getBytesInFlightMax()))
            .setCaptureDuplicates(a.getCaptureDuplicates() + b.getCaptureDuplicates());
    mergeRoundTrips(a, b, sum);
    return sum.build();
  }

  /** The 95th percentile of both is not known from those of each: the higher one is kept. */
  private static void mergeRoundTrips(TcpDirection a, TcpDirection b, TcpDirection.Builder sum) {
    long count = a.getRoundTrips() + b.getRoundTrips();
    if (a.getRoundTrips() == 0 || b.getRoundTrips() == 0) {
      TcpDirection known = a.getRoundTrips() == 0 ? b : a;
      if (known.getRoundTrips() > 0) {
        sum.setRoundTrips(known.getRoundTrips())
            .setRoundTripMinNs(known.getRoundTripMinNs())
            .setRoundTripMeanNs(known.getRoundTripMeanNs())
            .setRoundTripP95Ns(known.getRoundTripP95Ns())
            .setRoundTripMaxNs(known.getRoundTripMaxNs());
      }
      return;
    }
    sum.setRoundTrips(count)
        .setRoundTripMinNs(Math.min(a.getRoundTripMinNs(), b.getRoundTripMinNs()))
        .setRoundTripMeanNs(
            (a.getRoundTripMeanNs() * a.getRoundTrips()
                    + b.getRoundTripMeanNs() * b.getRoundTrips())
                / count)
        .setRoundTripP95Ns(Math.max(a.getRoundTripP95Ns(), b.getRoundTripP95Ns()))
        .setRoundTripMaxNs(Math.max(a.getRoundTripMaxNs(), b.getRoundTripMaxNs()));
  }
}
