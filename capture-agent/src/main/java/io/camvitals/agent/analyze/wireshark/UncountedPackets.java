package io.camvitals.agent.analyze.wireshark;

import io.camvitals.event.v1.Endpoint;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Datagrams that could be RTP and that Wireshark does not count, by what would be their stream. */
public final class UncountedPackets {
  /** Beyond this many streams nothing is noted. */
  private static final int LIMIT = 20_000;

  private static final int RTP_HEADER_BYTES = 12;

  private record Key(Endpoint source, Endpoint destination, int ssrc) {}

  private final Map<Key, EnumMap<NotCounted, Long>> byStream = new HashMap<>();

  /** Notes a datagram that was not counted, if it has the header of RTP. */
  void note(Flow flow, Octets packet, UdpDissector dissector) {
    if (packet.captured() < RTP_HEADER_BYTES || packet.unsignedByte(0) >>> 6 != 2) {
      return;
    }
    Key key = new Key(flow.source(), flow.destination(), packet.integer(8));
    EnumMap<NotCounted, Long> counts = byStream.get(key);
    if (counts == null) {
      if (byStream.size() == LIMIT) {
        return;
      }
      counts = new EnumMap<>(NotCounted.class);
      byStream.put(key, counts);
    }
    counts.merge(reason(flow, packet, dissector), 1L, Long::sum);
  }

  private static NotCounted reason(Flow flow, Octets packet, UdpDissector dissector) {
    if (dissector.isPortOfAnother(flow.key())) {
      return NotCounted.PORT_OF_ANOTHER;
    }
    int first = packet.unsignedByte(0);
    int second = packet.unsignedByte(1);
    if (!RtpDissector.looksLikeRtp(packet)) {
      return (first & 0x20) != 0 && RtpDissector.hasWholeHeader(packet)
          ? NotCounted.PADDING_COUNT
          : second >= 192 && second <= 223 ? NotCounted.RTCP_TYPE : NotCounted.HEADER_OVERRUN;
    }
    if (second >= 192 && second <= 223) {
      return NotCounted.RTCP_TYPE;
    }
    if ((first & 0x20) != 0 && packet.isCut()) {
      return NotCounted.PADDING_NOT_CAPTURED;
    }
    return NotCounted.FLOW_OF_ANOTHER;
  }

  /** How many packets of a stream were not counted, by reason; empty when none is known of. */
  public Map<NotCounted, Long> of(Endpoint source, Endpoint destination, int ssrc) {
    EnumMap<NotCounted, Long> counts = byStream.get(new Key(source, destination, ssrc));
    return counts == null ? Map.of() : Map.copyOf(counts);
  }
}
