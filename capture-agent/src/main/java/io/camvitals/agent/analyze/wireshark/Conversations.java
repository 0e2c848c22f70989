package io.camvitals.agent.analyze.wireshark;

import java.util.HashMap;
import java.util.Map;

/**
 * Wireshark's conversations: between two addresses and ports, or with the second address, the
 * second port, or both left open, as signalling announces them. The latest one of a kind counts,
 * and the kinds are searched in a fixed order.
 */
final class Conversations {
  /** Beyond this many nothing new is remembered. */
  private static final int LIMIT = 1_000_000;

  private static final int ANY_PORT = -1;

  private final Map<Flow.Key, Conversation> byKey = new HashMap<>();
  private long version;
  private int frame;

  /** Begins with the next frame of the capture, counted from 1. */
  void begin(int frame) {
    this.frame = frame;
  }

  /** Number of the frame at hand. */
  int frame() {
    return frame;
  }

  /** Changes whenever a look-up may give another result than before. */
  long version() {
    return version;
  }

  /** Makes sure that there is a conversation for a flow that has a packet. */
  Conversation note(Flow.Key flow) {
    Conversation found = find(flow);
    return found != null ? found : add(flow);
  }

  /**
   * The dissector of the first conversation that fits a packet of the flow and has one, or null.
   */
  Dissector dissector(Flow.Key flow) {
    if (flow.transport() == Transport.TCP) {
      return find(flow).dissector();
    }
    // Searched from the destination's side, as signalling announces where packets are to be sent.
    Flow.Key key = flow.reversed();
    Conversation[] candidates = {
      find(key), findAnyAddress(key), findAnyPort(key), findAnyAddressAndPort(key)
    };
    for (Conversation candidate : candidates) {
      if (candidate != null && candidate.dissector() != null) {
        return candidate.dissector();
      }
    }
    return null;
  }

  /** What was said of RTP on a flow; from now on it is known that there is RTP. */
  RtpSession rtpSession(Flow.Key flow) {
    Conversation found = findAnyAddress(flow.reversed());
    if (found == null || found.session() == null) {
      found = add(anyAddress(flow.reversed()));
      found.setSession(RtpSession.UNANNOUNCED);
    }
    return found.session();
  }

  /**
   * Announces packets to an address and port.
   *
   * @param otherPort the port that they will come from; 0 when that was not said
   * @param session what is said of RTP; null for other protocols
   * @param setupFrame number of the frame that announces them
   */
  void announce(
      Transport transport,
      Address address,
      int port,
      int otherPort,
      Dissector dissector,
      RtpSession session,
      int setupFrame) {
    Conversation found = announced(transport, address, port, otherPort);
    if (found == null || found.setupFrame() != setupFrame) {
      found = add(announcedKey(transport, address, port, otherPort), setupFrame);
    }
    setDissector(found, dissector);
    if (session != null) {
      found.setSession(session);
      version++;
    }
  }

  /** Announces RTCP; unlike RTP it takes over what was announced there before. */
  void announceRtcp(Address address, int port, int otherPort, Dissector dissector, int setupFrame) {
    Conversation found = announced(Transport.UDP, address, port, otherPort);
    if (found == null) {
      found = add(announcedKey(Transport.UDP, address, port, otherPort), setupFrame);
    }
    setDissector(found, dissector);
  }

  private Conversation announced(Transport transport, Address address, int port, int otherPort) {
    Flow.Key key = new Flow.Key(transport, address, port, Address.NONE, otherPort);
    return otherPort == 0 ? findAnyAddressAndPort(key) : findAnyAddress(key);
  }

  private static Flow.Key announcedKey(
      Transport transport, Address address, int port, int otherPort) {
    return new Flow.Key(
        transport, address, port, Address.NONE, otherPort == 0 ? ANY_PORT : otherPort);
  }

  void setDissector(Conversation conversation, Dissector dissector) {
    conversation.setDissector(dissector);
    version++;
  }

  /** The most specific conversation of two endpoints, in either direction. */
  Conversation find(Flow.Key key) {
    Flow.Key reversed = key.reversed();
    Conversation forward = byKey.get(key);
    Conversation backward = byKey.get(reversed);
    if (forward != null && (backward == null || backward.index() <= forward.index())) {
      return forward;
    }
    if (backward != null) {
      return backward;
    }
    return first(
        anyAddress(key),
        anyAddress(reversed),
        anyPort(key),
        anyPort(reversed),
        anyAddressAndPort(key),
        anyAddressAndPort(reversed));
  }

  /** The same, whatever the second address is. */
  private Conversation findAnyAddress(Flow.Key key) {
    return first(anyAddress(key), anyAddressAndPort(key), anyAddressAndPort(key.reversed()));
  }

  /** The same, whatever the second port is. */
  private Conversation findAnyPort(Flow.Key key) {
    return first(anyPort(key), anyAddressAndPort(key), anyAddressAndPort(key.reversed()));
  }

  private Conversation findAnyAddressAndPort(Flow.Key key) {
    return first(anyAddressAndPort(key), anyAddressAndPort(key.reversed()));
  }

  private Conversation first(Flow.Key... keys) {
    for (Flow.Key key : keys) {
      Conversation found = byKey.get(key);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Begins another conversation of the same ends: a connection that uses the ports again. */
  Conversation add(Flow.Key key) {
    return add(key, frame);
  }

  private Conversation add(Flow.Key key, int setupFrame) {
    Conversation added = new Conversation(version++, setupFrame);
    Conversation known = byKey.get(key);
    if (known == null ? byKey.size() < LIMIT : known.setupFrame() <= setupFrame) {
      byKey.put(key, added);
    }
    return added;
  }

  private static Flow.Key anyAddress(Flow.Key key) {
    return new Flow.Key(
        key.transport(), key.source(), key.sourcePort(), Address.NONE, key.destinationPort());
  }

  private static Flow.Key anyPort(Flow.Key key) {
    return new Flow.Key(
        key.transport(), key.source(), key.sourcePort(), key.destination(), ANY_PORT);
  }

  private static Flow.Key anyAddressAndPort(Flow.Key key) {
    return new Flow.Key(key.transport(), key.source(), key.sourcePort(), Address.NONE, ANY_PORT);
  }
}
