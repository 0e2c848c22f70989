package io.camvitals.agent.analyze.wireshark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who reads a UDP payload, in Wireshark's order: the dissector that a conversation names, that of
 * the lower port, that of the higher one, and then the heuristics one after the other.
 */
final class UdpDissector {
  private final Conversations conversations;
  private final UdpPorts taken = new UdpPorts();
  private final Map<Integer, Dissector> ports = new HashMap<>();
  private final List<Dissector> heuristics = new ArrayList<>();

  UdpDissector(Conversations conversations) {
    this.conversations = conversations;
  }

  /** Says who is asked at a port. */
  void register(int port, Dissector dissector) {
    ports.put(port, dissector);
  }

  /** Adds a heuristic behind the others. */
  void tryLast(Dissector heuristic) {
    heuristics.add(heuristic);
  }

  void dissect(Flow flow, Octets payload) {
    Dissector announced = flow.dissector(conversations);
    if (announced != null && announced.dissect(flow, payload)) {
      return;
    }
    Flow.Key key = flow.key();
    if (isRead(Math.min(key.sourcePort(), key.destinationPort()), flow, payload)
        || isRead(Math.max(key.sourcePort(), key.destinationPort()), flow, payload)) {
      return;
    }
    for (Dissector heuristic : heuristics) {
      if (heuristic.dissect(flow, payload)) {
        return;
      }
    }
  }

  /** Whether the protocol of a port keeps every packet of a flow that nothing announced. */
  boolean isPortOfAnother(Flow.Key key) {
    return taken.isTakenFrom(key.sourcePort()) || taken.isTakenTo(key.destinationPort());
  }

  private boolean isRead(int port, Flow flow, Octets payload) {
    Dissector dissector = ports.get(port);
    if (dissector != null) {
      return dissector.dissect(flow, payload);
    }
    return port == flow.key().sourcePort() && taken.isTakenFrom(port)
        || port == flow.key().destinationPort() && taken.isTakenTo(port);
  }
}
