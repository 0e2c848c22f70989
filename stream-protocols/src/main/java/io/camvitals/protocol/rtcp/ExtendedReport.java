package io.camvitals.protocol.rtcp;

import java.util.List;
import java.util.stream.Stream;

/**
 * XR (RFC 3611 section 2): what RR has no room for.
 *
 * @param ssrc the source that reports
 * @param blocks in order
 */
public record ExtendedReport(int ssrc, List<ExtendedReportBlock> blocks) implements RtcpPacket {
  public static final int PACKET_TYPE = 207;

  public ExtendedReport {
    blocks = List.copyOf(blocks);
  }

  @Override
  public int packetType() {
    return PACKET_TYPE;
  }

  /** The blocks of one kind, in order. */
  public <T extends ExtendedReportBlock> Stream<T> all(Class<T> kind) {
    return blocks.stream().filter(kind::isInstance).map(kind::cast);
  }
}
