package io.camvitals.protocol.tcp;

/**
 * What was counted of one direction of a connection: of the data that were sent this way, and of
 * what their receiver answered. Figures of two spans of time can be added.
 */
public final class TcpFigures {
  long segments;
  long dataSegments;
  long bytes;
  long wireBytes;
  long fastRetransmissions;
  long timeoutRetransmissions;
  long retransmissionsWithoutData;
  long syns;
  long retransmittedBytes;
  long spuriousRetransmissions;
  long outOfOrder;
  long duplicateAcknowledgements;
  long captureDuplicates;
  long keepAlives;
  long zeroWindows;
  long zeroWindowNs;
  long zeroWindowProbes;
  long stalls;
  long stalledNs;
  long gaps;
  long gapBytes;
  long bytesInFlightMaximum;
  final DelayDistribution roundTrips = new DelayDistribution();

  /** Adds the figures of another span of time. */
  public void add(TcpFigures other) {
    segments += other.segments;
    dataSegments += other.dataSegments;
    bytes += other.bytes;
    wireBytes += other.wireBytes;
    fastRetransmissions += other.fastRetransmissions;
    timeoutRetransmissions += other.timeoutRetransmissions;
    retransmissionsWithoutData += other.retransmissionsWithoutData;
    syns += other.syns;
    retransmittedBytes += other.retransmittedBytes;
    spuriousRetransmissions += other.spuriousRetransmissions;
    outOfOrder += other.outOfOrder;
    duplicateAcknowledgements += other.duplicateAcknowledgements;
    captureDuplicates += other.captureDuplicates;
    keepAlives += other.keepAlives;
    zeroWindows += other.zeroWindows;
    zeroWindowNs += other.zeroWindowNs;
    zeroWindowProbes += other.zeroWindowProbes;
    stalls += other.stalls;
    stalledNs += other.stalledNs;
    gaps += other.gaps;
    gapBytes += other.gapBytes;
    bytesInFlightMaximum = Math.max(bytesInFlightMaximum, other.bytesInFlightMaximum);
    roundTrips.add(other.roundTrips);
  }

  /** Sets all to zero. */
  void clear() {
    segments = 0;
    dataSegments = 0;
    bytes = 0;
    wireBytes = 0;
    fastRetransmissions = 0;
    timeoutRetransmissions = 0;
    retransmissionsWithoutData = 0;
    syns = 0;
    retransmittedBytes = 0;
    spuriousRetransmissions = 0;
    outOfOrder = 0;
    duplicateAcknowledgements = 0;
    captureDuplicates = 0;
    keepAlives = 0;
    zeroWindows = 0;
    zeroWindowNs = 0;
    zeroWindowProbes = 0;
    stalls = 0;
    stalledNs = 0;
    gaps = 0;
    gapBytes = 0;
    bytesInFlightMaximum = 0;
    roundTrips.clear();
  }

  /** Whether nothing was seen and no time was charged. */
  boolean isEmpty() {
    return segments == 0
        && captureDuplicates == 0
        && gaps == 0
        && stalledNs == 0
        && zeroWindowNs == 0;
  }

  /** Segments of any kind, copies made by a mirror port not counted. */
  public long segments() {
    return segments;
  }

  /** Segments with data, retransmissions included, keep-alives not. */
  public long dataSegments() {
    return dataSegments;
  }

  /** Bytes of data on the wire, retransmissions included. */
  public long bytes() {
    return bytes;
  }

  /** Bytes on the wire with all headers. */
  public long wireBytes() {
    return wireBytes;
  }

  /** Segments that were sent again: {@link #fastRetransmissions} and by time-out. */
  public long retransmissions() {
    return fastRetransmissions + timeoutRetransmissions;
  }

  /**
   * Sent again because duplicate or selective acknowledgements told of a loss (RFC 5681 section
   * 3.2, RFC 6675).
   */
  public long fastRetransmissions() {
    return fastRetransmissions;
  }

  /** Sent again because a timer ran out (RFC 6298, and tail loss probes: RFC 8985 section 7). */
  public long timeoutRetransmissions() {
    return timeoutRetransmissions;
  }

  /** Of the retransmissions by time-out, a SYN or FIN that was sent again, which is no data. */
  public long retransmissionsWithoutData() {
    return retransmissionsWithoutData;
  }

  /** Segments with data that were sent again; at most {@link #dataSegments}. */
  public long dataRetransmissions() {
    return retransmissions() - retransmissionsWithoutData;
  }

  /** {@link #dataRetransmissions} of {@link #dataSegments}, 0 to 1; NaN when there were no data. */
  public double retransmissionRatio() {
    return dataSegments == 0 ? Double.NaN : (double) dataRetransmissions() / dataSegments;
  }

  /** Segments with SYN, those sent again included. */
  public long syns() {
    return syns;
  }

  /** Bytes of data in all retransmissions. */
  public long retransmittedBytes() {
    return retransmittedBytes;
  }

  /**
   * Of the retransmissions, those that were not needed: the data had been acknowledged, or the
   * receiver told that they came twice (DSACK, RFC 2883), or the acknowledgement echoed the
   * original's timestamp (RFC 3522).
   */
  public long spuriousRetransmissions() {
    return spuriousRetransmissions;
  }

  /** Segments that came after later ones without having been sent again. */
  public long outOfOrder() {
    return outOfOrder;
  }

  /** Duplicate acknowledgements by the receiver of these data (RFC 5681 section 2, RFC 6675). */
  public long duplicateAcknowledgements() {
    return duplicateAcknowledgements;
  }

  /** Second copies of one IP packet, as mirror ports make them; counted in no other figure. */
  public long captureDuplicates() {
    return captureDuplicates;
  }

  /** Keep-alive probes (RFC 9293 section 3.8.4). */
  public long keepAlives() {
    return keepAlives;
  }

  /** Times that the receiver closed its window. */
  public long zeroWindows() {
    return zeroWindows;
  }

  /** How long its window was closed, nanoseconds. */
  public long zeroWindowNs() {
    return zeroWindowNs;
  }

  /** Probes of a closed window (RFC 9293 section 3.8.6.1). */
  public long zeroWindowProbes() {
    return zeroWindowProbes;
  }

  /** Times that data were in flight and nothing was acknowledged for half a second or longer. */
  public long stalls() {
    return stalls;
  }

  /** How long these lasted, nanoseconds. */
  public long stalledNs() {
    return stalledNs;
  }

  /** Gaps in what was captured. */
  public long gaps() {
    return gaps;
  }

  /** Bytes that passed but were not captured, as far as that can be told. */
  public long gapBytes() {
    return gapBytes;
  }

  /** The most bytes that were sent and not yet acknowledged; 0 when no acknowledgement was seen. */
  public long bytesInFlightMaximum() {
    return bytesInFlightMaximum;
  }

  /**
   * From a segment of data to its acknowledgement, both as they passed the place of the capture:
   * the round trip between that place and the receiver. Data that were sent again give none (Karn's
   * algorithm, RFC 6298 section 3).
   */
  public DelayDistribution roundTrips() {
    return roundTrips;
  }
}
