package io.camvitals.protocol.rtcp;

import java.util.List;

/**
 * BYE (RFC 3550 section 6.6).
 *
 * @param sources that leave, at most 31
 * @param reason at most 255 bytes of UTF-8; empty when none is given
 */
public record Goodbye(List<Integer> sources, Octets reason) implements RtcpPacket {
  public static final int PACKET_TYPE = 203;

  public Goodbye {
    sources = List.copyOf(sources);
    Limits.check("number of sources", sources.size(), 0, Limits.HIGHEST_COUNT);
    Limits.check("length of the reason", reason.length(), 0, 255);
  }

  public Goodbye(int source, String reason) {
    this(List.of(source), Octets.ofUtf8(reason));
  }

  @Override
  public int packetType() {
    return PACKET_TYPE;
  }
}
