package io.camvitals.protocol.rtcp;

/**
 * Sums over a span of sequence numbers (RFC 3611 section 4.6). A figure is given where its flag is
 * set and otherwise 0.
 *
 * @param flags bits {@link #LOST}, {@link #DUPLICATES}, {@link #JITTER}; and bits 4 and 3, 1 for
 *     IPv4's TTL, 2 for IPv6's hop limit; the other bits are 0
 * @param ssrc the source that is reported on
 * @param beginSequence 0 to 65,535
 * @param endSequence the one behind the last
 * @param lost packets, 0 to 2^32-1
 * @param duplicates packets, 0 to 2^32-1
 * @param minimumJitter RTP timestamp units, 0 to 2^32-1, as the next three
 * @param timeToLive minimum, maximum, mean and standard deviation, a byte each, the first highest
 */
public record StatisticsSummary(
    int flags,
    int ssrc,
    int beginSequence,
    int endSequence,
    long lost,
    long duplicates,
    long minimumJitter,
    long maximumJitter,
    long meanJitter,
    long jitterDeviation,
    int timeToLive)
    implements ExtendedReportBlock {

  public static final int LOST = 0x80;
  public static final int DUPLICATES = 0x40;
  public static final int JITTER = 0x20;

  static final int BLOCK_TYPE = 6;
  static final int WORDS = 9;

  public StatisticsSummary {
    Limits.check("flags", flags, 0, 0xff);
    Limits.check("begin sequence", beginSequence, 0, 0xffff);
    Limits.check("end sequence", endSequence, 0, 0xffff);
    for (long figure :
        new long[] {lost, duplicates, minimumJitter, maximumJitter, meanJitter, jitterDeviation}) {
      Limits.check("figure", figure, 0, 0xffff_ffffL);
    }
  }

  @Override
  public int blockType() {
    return BLOCK_TYPE;
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
