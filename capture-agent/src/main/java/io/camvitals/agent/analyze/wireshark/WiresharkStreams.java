package io.camvitals.agent.analyze.wireshark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The streams that were counted, in the order in which they began. */
final class WiresharkStreams {
  /** Packets of more streams are not counted. */
  private static final int LIMIT = 100_000;

  private record Key(Address source, int sourcePort, Address destination, int port, int ssrc) {}

  private final Map<Key, WiresharkStream> byKey = new HashMap<>();
  private final List<WiresharkStream> streams = new ArrayList<>();
  private long uncounted;

  /** The stream that the packet belongs to, a new one if need be; null beyond the limit. */
  WiresharkStream of(Flow flow, int ssrc, int frame, long timestampNs, Octets payload) {
    WiresharkStream latest = flow.latest();
    if (latest != null && latest.isOf(ssrc)) {
      return latest;
    }
    Flow.Key ends = flow.key();
    Key key =
        new Key(ends.source(), ends.sourcePort(), ends.destination(), ends.destinationPort(), ssrc);
    WiresharkStream stream = byKey.get(key);
    if (stream == null) {
      if (streams.size() == LIMIT) {
        uncounted++;
        return null;
      }
      String content = OtherContent.of(ends, payload);
      stream =
          new WiresharkStream(
              flow, ssrc, flow.origin(), content, isRelayed(ends, payload), frame, timestampNs);
      flow.addStream();
      byKey.put(key, stream);
      streams.add(stream);
    }
    flow.setLatest(stream);
    return stream;
  }

  /** What is not RTP itself, and no frame of RTSP, was unwrapped from TURN. */
  private static boolean isRelayed(Flow.Key flow, Octets payload) {
    return flow.transport() == Transport.UDP
        && payload.captured() > 0
        && payload.unsignedByte(0) >>> 6 != 2;
  }

  List<WiresharkStream> all() {
    return List.copyOf(streams);
  }

  /** Packets of streams beyond the limit. */
  long uncounted() {
    return uncounted;
  }
}
