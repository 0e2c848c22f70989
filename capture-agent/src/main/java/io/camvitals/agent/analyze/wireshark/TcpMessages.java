package io.camvitals.agent.analyze.wireshark;

import java.util.Map;
import java.util.TreeMap;

/** The messages of one direction that go over several segments, by where they begin. */
final class TcpMessages {
  /** Older ones are forgotten; only the retransmission of their segments could ask for them. */
  private static final int LIMIT = 64;

  private final TreeMap<Long, TcpMessage> byStart = new TreeMap<>();

  /** The message that begins there, or null. */
  TcpMessage startingAt(int sequence) {
    return byStart.get(Integer.toUnsignedLong(sequence));
  }

  /** The latest one that begins before, or null. */
  TcpMessage startingBefore(int sequence) {
    Map.Entry<Long, TcpMessage> found = byStart.floorEntry(Integer.toUnsignedLong(sequence - 1));
    return found == null ? null : found.getValue();
  }

  void put(TcpMessage message) {
    byStart.put(Integer.toUnsignedLong(message.start()), message);
    if (byStart.size() > LIMIT) {
      byStart.pollFirstEntry();
    }
  }
}
