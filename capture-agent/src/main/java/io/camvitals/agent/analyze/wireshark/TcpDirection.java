package io.camvitals.agent.analyze.wireshark;

/**
 * What Wireshark remembers of one direction of a TCP connection: as much as it needs to tell
 * retransmissions, and the messages that go over several segments. Zero stands for not yet known,
 * as it does there.
 */
final class TcpDirection {
  private final TcpMessages messages = new TcpMessages();

  /** Sequence number from which relative ones are counted. */
  int base;

  boolean baseKnown;

  /** Sequence number after the furthest segment, and when that was captured. */
  int next;

  long nextNs;

  /** Sequence number up to which nothing is missing. */
  int contiguous;

  int latestAcknowledgment;
  long latestNs;
  int duplicateAcknowledgments;
  int window = -1;
  boolean wasKeepAlive;

  /** Segments of which the capture cut the end, so that messages are not put together. */
  long cutSegments;

  /** Segments with bytes that came after later ones, and that were not read for that. */
  long outOfOrderSegments;

  TcpMessages messages() {
    return messages;
  }
}
