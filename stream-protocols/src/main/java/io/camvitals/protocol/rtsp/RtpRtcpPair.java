package io.camvitals.protocol.rtsp;

import java.util.Optional;

/**
 * Two ports or two interleaved channels, the first for RTP, the second for RTCP (RFC 2326 section
 * 12.39), written "4588-4589".
 *
 * @param rtp 0 to 65535
 * @param rtcp 0 to 65535
 */
public record RtpRtcpPair(int rtp, int rtcp) {
  private static final int LARGEST = 0xffff;

  public RtpRtcpPair {
    if (rtp < 0 || rtp > LARGEST || rtcp < 0 || rtcp > LARGEST) {
      throw new IllegalArgumentException("not within 0 to 65535: " + rtp + "-" + rtcp);
    }
  }

  /** Reads "a-b", or "a" alone, which means a and the next; empty when it is neither. */
  public static Optional<RtpRtcpPair> parse(String text) {
    int dash = text.indexOf('-');
    int rtp = number(dash < 0 ? text : text.substring(0, dash));
    int rtcp = dash < 0 ? Math.min(LARGEST, rtp + 1) : number(text.substring(dash + 1));
    return rtp < 0 || rtcp < 0 ? Optional.empty() : Optional.of(new RtpRtcpPair(rtp, rtcp));
  }

  private static int number(String text) {
    String digits = text.strip();
    if (!digits.matches("[0-9]{1,5}")) {
      return -1;
    }
    int value = Integer.parseInt(digits);
    return value <= LARGEST ? value : -1;
  }

  @Override
  public String toString() {
    return rtp + "-" + rtcp;
  }
}
