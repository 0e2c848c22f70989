package io.camvitals.protocol.rtcp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one datagram or interleaved frame carries (RFC 3550 section 6.1). It may also be of reduced
 * size: begin with another packet than a report (RFC 5506).
 *
 * @param packets in order; at least one
 */
public record RtcpCompound(List<RtcpPacket> packets) {
  public RtcpCompound {
    packets = List.copyOf(packets);
    Limits.check("number of packets", packets.size(), 1, Integer.MAX_VALUE);
  }

  public static RtcpCompound of(RtcpPacket... packets) {
    return new RtcpCompound(List.of(packets));
  }

  /**
   * Reads a compound, with the validity checks of RFC 3550 section A.2 (but for the first packet's
   * type, see RFC 5506). Position and byte order of the buffer are neither used nor changed.
   *
   * @throws RtcpFormatException names what is wrong and where; nothing of the compound then counts
   * @throws IndexOutOfBoundsException if {@code offset} and {@code length} do not lie within the
   *     buffer's limit (a fault of the caller)
   */
  public static RtcpCompound parse(ByteBuffer buffer, int offset, int length)
      throws RtcpFormatException {
    return new RtcpCompound(new RtcpParser(buffer, offset, length).parse());
  }

  /** The bytes of this compound, without padding. */
  public byte[] encode() {
    return new RtcpEncoder().encode(packets);
  }

  /** The first sender report. */
  public Optional<SenderReport> senderReport() {
    return all(SenderReport.class).findFirst();
  }

  /** The canonical name of a source. */
  public Optional<String> cname(int ssrc) {
    return all(SourceDescription.class)
        .flatMap(description -> description.chunks().stream())
        .filter(chunk -> chunk.ssrc() == ssrc)
        .flatMap(chunk -> chunk.items().stream())
        .filter(item -> item.type() == SourceDescription.Item.CNAME)
        .map(SourceDescription.Item::text)
        .findFirst();
  }

  /** The packets of one type, in order. */
  public <T extends RtcpPacket> Stream<T> all(Class<T> type) {
    return packets.stream().filter(type::isInstance).map(type::cast);
  }
}
