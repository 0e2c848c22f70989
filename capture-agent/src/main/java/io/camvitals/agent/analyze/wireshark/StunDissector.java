package io.camvitals.agent.analyze.wireshark;

/**
 * STUN (RFC 8489) and TURN (RFC 8656), which relays RTP in ChannelData and Data attributes: the
 * heuristic of RTP is tried on what these carry, as a packet of the ends that STUN has.
 */
final class StunDissector {
  private static final int MAGIC_COOKIE = 0x2112a442;
  private static final int HEADER_BYTES = 20;
  private static final int CHANNEL_HEADER_BYTES = 4;
  private static final int SHORTEST = 4;

  /** Channel that Microsoft's relays multiplex sessions on, with eight bytes that name one. */
  private static final int MULTIPLEXED_CHANNEL = 0xff10;

  private static final int DATA = 0x0013;
  private static final int CONNECTION_BIND = 0x000b;

  private final Conversations conversations;
  private final Desegmentation desegmentation;
  private final Dissector relayed;

  /** Reads what comes on a UDP flow on which STUN was seen. */
  private final Dissector udp = (flow, payload) -> message(flow, payload, false, true) != 0;

  private final Dissector tcp = this::stream;

  /**
   * @param relayed the heuristics tried on what is relayed
   */
  StunDissector(Conversations conversations, Desegmentation desegmentation, Dissector relayed) {
    this.conversations = conversations;
    this.desegmentation = desegmentation;
    this.relayed = relayed;
  }

  Dissector udp() {
    return udp;
  }

  Dissector tcp() {
    return tcp;
  }

  /** A datagram that nothing else claimed; from then on all of its flow is looked at as STUN. */
  boolean isUdp(Flow flow, Octets payload) {
    if (message(flow, payload, true, true) == 0) {
      return false;
    }
    conversations.setDissector(conversations.note(flow.key()), udp);
    return true;
  }

  /** The same of a segment's payload. */
  boolean isTcp(Flow flow, Octets payload) {
    if (payload.captured() < HEADER_BYTES) {
      return false;
    }
    int framing = framing(payload);
    if ((payload.unsignedShort(framing) & 0xc000) != 0
        || payload.integer(framing + 4) != MAGIC_COOKIE
        || payload.reported() < payload.unsignedShort(framing + 2) + HEADER_BYTES + framing) {
      return false;
    }
    conversations.setDissector(conversations.note(flow.key()), tcp);
    return stream(flow, payload);
  }

  /** Two bytes of length precede each message when it is framed (RFC 4571). */
  private static int framing(Octets payload) {
    return payload.captured() >= 10 && payload.integer(6) == MAGIC_COOKIE ? 2 : 0;
  }

  private boolean stream(Flow flow, Octets payload) {
    int offset = 0;
    while (offset < payload.reported()) {
      Octets rest = payload.from(offset);
      if (desegmentation.isPossible() && rest.captured() < SHORTEST) {
        desegmentation.ask(offset, Desegmentation.ONE_MORE_SEGMENT);
        return true;
      }
      int length = length(rest);
      if (desegmentation.isPossible() && rest.captured() < length) {
        desegmentation.ask(offset, length - rest.captured());
        return true;
      }
      message(flow, rest.part(0, length), false, false);
      offset += length;
    }
    return true;
  }

  private static int length(Octets message) {
    if (framing(message) != 0) {
      return message.unsignedShort(0) + 2;
    }
    int length = message.unsignedShort(2);
    return (message.unsignedShort(0) & 0xc000) != 0
        ? padded(length + CHANNEL_HEADER_BYTES)
        : length + HEADER_BYTES;
  }

  /** The length of what was read; 0 when it is no message. */
  private int message(Flow flow, Octets message, boolean heuristic, boolean datagram) {
    if (message.captured() < SHORTEST) {
      return 0;
    }
    int framing = datagram ? 0 : framing(message);
    int type = message.unsignedShort(framing);
    int length = message.unsignedShort(framing + 2);
    if ((type & 0xc000) != 0) {
      return heuristic ? 0 : channelData(flow, message, type, length, datagram);
    }
    if (message.captured() < HEADER_BYTES) {
      return 0;
    }
    int method = type & 0xf | (type & 0xe0) >> 1 | (type & 0x3e00) >> 2;
    if (method > 0xff
        || message.integer(framing + 4) != MAGIC_COOKIE
        || message.reported() != length + HEADER_BYTES + framing) {
      return 0;
    }
    conversations.note(flow.key());
    attributes(flow, message, framing, length);
    if (!datagram && method == CONNECTION_BIND && (type & 0x0110) == 0x0100) {
      // What follows is relayed without any framing.
      conversations.setDissector(conversations.note(flow.key()), (relayedFlow, payload) -> true);
    }
    return message.reported();
  }

  private int channelData(Flow flow, Octets message, int type, int length, boolean datagram) {
    if ((type & 0x8000) != 0 && type != MULTIPLEXED_CHANNEL) {
      return 0;
    }
    int whole = length + CHANNEL_HEADER_BYTES;
    if (message.reported() != padded(whole) && !(datagram && message.reported() == whole)) {
      return 0;
    }
    boolean multiplexed = type == MULTIPLEXED_CHANNEL && length >= 8;
    int start = CHANNEL_HEADER_BYTES + (multiplexed ? 8 : 0);
    relayed.dissect(flow, message.part(start, whole - start));
    return message.reported();
  }

  private void attributes(Flow flow, Octets message, int framing, int length) {
    int offset = HEADER_BYTES + framing;
    while (offset < HEADER_BYTES + length) {
      int type = message.unsignedShort(offset);
      int valueLength = message.unsignedShort(offset + 2);
      if (offset + CHANNEL_HEADER_BYTES + padded(valueLength) > HEADER_BYTES + length + framing) {
        return;
      }
      offset += 4;
      if (type == DATA && valueLength > 0) {
        relayed.dissect(flow, message.part(offset, valueLength));
      }
      offset += padded(valueLength);
    }
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }
}
