package io.camvitals.agent.source.socket;

import java.util.concurrent.TimeUnit;

/**
 * How long the reading thread may rest between two rounds. Nobody waits for the datagrams: the
 * kernel has stamped them, and batches are closed by far longer times. But they must fit into the
 * socket's buffer, so the rest is at most half of the time in which a sender with a wire of 1 Gb/s
 * to itself fills it.
 */
final class RoundPause {
  private static final long LONGEST_NS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long SHORTEST_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /** What the kernel may count for a datagram of one Ethernet frame: a page, and its own notes. */
  private static final long BYTES_PER_DATAGRAM = 4_352;

  /** 1,538 bytes: a full Ethernet frame with preamble and gap. */
  private static final long WIRE_NS_PER_DATAGRAM = 12_304;

  private RoundPause() {}

  /** Nanoseconds, for sockets that were granted such a buffer, as {@code SO_RCVBUF} is read. */
  static long ns(int receiveBufferBytes) {
    long fills = receiveBufferBytes / BYTES_PER_DATAGRAM * WIRE_NS_PER_DATAGRAM;
    return Math.min(LONGEST_NS, Math.max(SHORTEST_NS, fills / 2));
  }
}
