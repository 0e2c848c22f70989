package io.camvitals.protocol.rtcp;

import java.util.List;

/**
 * When packets came, by the receiver's clock in units of the RTP timestamp (RFC 3611 section 4.3).
 *
 * @param thinning 0 to 15: only multiples of 2^thinning are reported on
 * @param ssrc the source that is reported on
 * @param beginSequence 0 to 65,535
 * @param endSequence the one behind the last
 * @param times RTP timestamp units, 32 bits
 */
public record PacketReceiptTimes(
    int thinning, int ssrc, int beginSequence, int endSequence, List<Integer> times)
    implements ExtendedReportBlock {
  static final int BLOCK_TYPE = 3;

  public PacketReceiptTimes {
    Limits.check("thinning", thinning, 0, 15);
    Limits.check("begin sequence", beginSequence, 0, 0xffff);
    Limits.check("end sequence", endSequence, 0, 0xffff);
    times = List.copyOf(times);
  }

  @Override
  public int blockType() {
    return BLOCK_TYPE;
  }
}
