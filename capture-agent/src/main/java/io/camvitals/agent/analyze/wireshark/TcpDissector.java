package io.camvitals.agent.analyze.wireshark;

import io.camvitals.protocol.tcp.TcpSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows TCP connections as Wireshark does, and hands what they carry to the dissector that a
 * conversation names, or to that of the port that was connected to, of the lower port, of the
 * higher one, and then to the heuristics.
 */
final class TcpDissector {
  private final Conversations conversations;
  private final Desegmentation desegmentation;
  private final TcpReassembly reassembly;
  private final Map<Integer, Dissector> ports = new HashMap<>();
  private final List<Dissector> heuristics = new ArrayList<>();

  TcpDissector(Conversations conversations, Desegmentation desegmentation) {
    this.conversations = conversations;
    this.desegmentation = desegmentation;
    this.reassembly = new TcpReassembly(desegmentation);
  }

  /** Says who is asked at a port. */
  void register(int port, Dissector dissector) {
    ports.put(port, dissector);
  }

  /** Adds a heuristic behind the others. */
  void tryLast(Dissector heuristic) {
    heuristics.add(heuristic);
  }

  /** Takes the next segment; {@code payload} is what it carries. */
  void segment(TcpSegment segment, Flow flow, Octets payload) {
    Flow.Key key = flow.key();
    TcpConversation connection = connection(segment, key);
    TcpDirection forward = connection.of(key);
    setBases(segment, forward, connection.of(key.reversed()));
    boolean fillsGap =
        payload.captured() > 0
            && forward.contiguous != 0
            && segment.sequenceNumber() - forward.contiguous >= 0
            && segment.sequenceNumber() - forward.next < 0;
    TcpSequenceAnalysis.Verdict verdict = TcpSequenceAnalysis.of(segment, connection, key);
    watchHandshake(segment, key, connection);
    if (fillsGap && isRefused(verdict)) {
      forward.outOfOrderSegments++;
    }
    if (payload.captured() == 0 || segment.rst()) {
      return;
    }
    if (payload.isCut()) {
      forward.cutSegments++;
      desegmentation.begin(false);
      read(flow, connection, verdict, payload);
      return;
    }
    int sequence = segment.sequenceNumber() - forward.base + (segment.syn() ? 1 : 0);
    reassembly.segment(
        forward.messages(),
        payload,
        sequence,
        verdict,
        conversations.frame(),
        bytes -> read(flow, connection, verdict, bytes));
  }

  /** The connection; another one when the ports are used again. */
  private TcpConversation connection(TcpSegment segment, Flow.Key key) {
    TcpConversation connection = conversations.note(key).tcp();
    TcpDirection forward = connection.of(key);
    if (!segment.syn() || !forward.baseKnown) {
      return connection;
    }
    boolean same = segment.sequenceNumber() == forward.base;
    if (segment.ack()) {
      forward.base = segment.sequenceNumber();
    } else if (same) {
      forward.next = forward.contiguous;
    } else {
      return conversations.add(key).tcp();
    }
    return connection;
  }

  private static void setBases(TcpSegment segment, TcpDirection forward, TcpDirection backward) {
    if (!forward.baseKnown) {
      forward.base = segment.sequenceNumber() - (segment.syn() ? 0 : 1);
      forward.baseKnown = true;
    }
    if (!backward.baseKnown && segment.ack()) {
      backward.base = segment.acknowledgmentNumber() - 1;
      backward.baseKnown = true;
    }
  }

  private static void watchHandshake(TcpSegment segment, Flow.Key key, TcpConversation connection) {
    if (segment.syn()) {
      connection.serverPort = segment.ack() ? key.sourcePort() : key.destinationPort();
      connection.synNs = segment.ack() ? connection.synNs : segment.arrivalNs();
    } else if (segment.ack() && connection.synNs != 0 && connection.handshakeNs == 0) {
      connection.handshakeNs = segment.arrivalNs() - connection.synNs;
    }
  }

  private void read(
      Flow flow, TcpConversation connection, TcpSequenceAnalysis.Verdict verdict, Octets bytes) {
    if (isRefused(verdict)) {
      return;
    }
    Dissector announced = flow.dissector(conversations);
    if (announced != null && announced.dissect(flow, bytes)) {
      return;
    }
    Flow.Key key = flow.key();
    if (isRead(connection.serverPort, flow, bytes)
        || isRead(Math.min(key.sourcePort(), key.destinationPort()), flow, bytes)
        || isRead(Math.max(key.sourcePort(), key.destinationPort()), flow, bytes)) {
      return;
    }
    for (Dissector heuristic : heuristics) {
      if (heuristic.dissect(flow, bytes)) {
        return;
      }
    }
  }

  /**
   * How far the frames of RTSP are read that a direction of a connection carried.
   *
   * @param rtsp who is asked at RTSP's ports
   */
  InterleavedReading reading(Flow.Key key, Dissector rtsp) {
    if (ports.get(key.sourcePort()) != rtsp && ports.get(key.destinationPort()) != rtsp) {
      return InterleavedReading.PORT_NOT_LOOKED_AT;
    }
    Conversation conversation = conversations.find(key);
    return conversation == null || !conversation.hasChannels()
        ? InterleavedReading.NO_CHANNEL_ANNOUNCED
        : InterleavedReading.CHANNELS_ANNOUNCED;
  }

  private static boolean isRefused(TcpSequenceAnalysis.Verdict verdict) {
    return switch (verdict) {
      case NEW, SPURIOUS -> false;
      case KEEP_ALIVE, REPEATED, OUT_OF_ORDER -> true;
    };
  }

  /** What keeps Wireshark from messages within a direction of a connection. */
  UnreadSegments unread(Flow.Key key) {
    Conversation conversation = conversations.find(key);
    if (conversation == null) {
      return UnreadSegments.NONE;
    }
    TcpDirection direction = conversation.tcp().of(key);
    return new UnreadSegments(direction.cutSegments, direction.outOfOrderSegments);
  }

  private boolean isRead(int port, Flow flow, Octets bytes) {
    Dissector dissector = ports.get(port);
    return dissector != null && dissector.dissect(flow, bytes);
  }
}
