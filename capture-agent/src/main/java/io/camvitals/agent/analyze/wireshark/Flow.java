package io.camvitals.agent.analyze.wireshark;

import io.camvitals.event.v1.Endpoint;

/** One direction between two addresses and ports, with what the conversations say of it. */
final class Flow {
  /** What tells flows apart. */
  record Key(
      Transport transport,
      Address source,
      int sourcePort,
      Address destination,
      int destinationPort) {
    Key reversed() {
      return new Key(transport, destination, destinationPort, source, sourcePort);
    }
  }

  private final Key key;
  private final Endpoint source;
  private final Endpoint destination;

  private long version = -1;
  private Dissector dissector;
  private RtpSession session;
  private String origin = "";
  private WiresharkStream latest;
  private long overwritten;
  private int streams;

  Flow(Key key, Endpoint source, Endpoint destination) {
    this.key = key;
    this.source = source;
    this.destination = destination;
  }

  Key key() {
    return key;
  }

  Endpoint source() {
    return source;
  }

  Endpoint destination() {
    return destination;
  }

  /** The dissector that a conversation gives this flow; null when none does. */
  Dissector dissector(Conversations conversations) {
    refresh(conversations);
    return dissector;
  }

  /** What is known of RTP on this flow, which has such a packet now. */
  RtpSession session(Conversations conversations) {
    refresh(conversations);
    if (session == null) {
      session = conversations.rtpSession(key);
      origin = session.origin();
    }
    return session;
  }

  private void refresh(Conversations conversations) {
    if (version != conversations.version()) {
      conversations.note(key);
      version = conversations.version();
      dissector = conversations.dissector(key);
      session = null;
    }
  }

  /** How the latest session was found; empty before there was one. */
  String origin() {
    return origin;
  }

  /** The stream that was counted last, which the next packet mostly belongs to; null at first. */
  WiresharkStream latest() {
    return latest;
  }

  /** Notes another stream of this flow. */
  void addStream() {
    streams++;
  }

  /** Streams that were made of this flow. */
  int streams() {
    return streams;
  }

  /** Notes a packet that is counted with the headers of a later one of its frame. */
  void overwrite() {
    overwritten++;
  }

  /** Packets counted with the headers of others. */
  long overwritten() {
    return overwritten;
  }

  void setLatest(WiresharkStream stream) {
    latest = stream;
  }
}
