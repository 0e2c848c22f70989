package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.TransportStreamObserver;
import io.camvitals.protocol.mpegts.TransportPacket;
import io.camvitals.protocol.mpegts.TransportPacketSize;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first datagrams of what may be an MPEG transport stream, kept until that is known. Sync bytes
 * alone are weak evidence where datagrams are short, so continuity counters must count as well.
 */
final class TransportStreamCandidate {
  static final int MAXIMUM_DATAGRAMS = 24;

  private static final int REQUIRED_DATAGRAMS = 3;
  private static final int REQUIRED_PACKETS = 8;
  private static final int REQUIRED_STEPS = 4;
  private static final int STEPS_FOR_A_MISSTEP = 4;
  private static final int PIDS = 16;
  private static final int OBJECT_BYTES = 512;
  private static final int ROW_BYTES = 16;

  private final TransportPacket packet = new TransportPacket();
  private final int[] pids = new int[PIDS];
  private final int[] counters = new int[PIDS];
  private int pidCount;
  private byte[] bytes = new byte[0];
  private final int[] ends = new int[MAXIMUM_DATAGRAMS];
  private final int[] wireLengths = new int[MAXIMUM_DATAGRAMS];
  private final long[] arrivals = new long[MAXIMUM_DATAGRAMS];
  private int size;
  private int packets;
  private int steps;
  private int missteps;

  int size() {
    return size;
  }

  boolean isFull() {
    return size == MAXIMUM_DATAGRAMS;
  }

  /** About how much memory it takes. */
  int memory() {
    return OBJECT_BYTES + ROW_BYTES * MAXIMUM_DATAGRAMS + bytes.length;
  }

  boolean isConfirmed() {
    return size >= REQUIRED_DATAGRAMS
        && packets >= REQUIRED_PACKETS
        && steps >= REQUIRED_STEPS
        && missteps * STEPS_FOR_A_MISSTEP <= steps;
  }

  /** Keeps a datagram whose packets all begin with a sync byte; there must be room for it. */
  void add(UdpDatagram datagram) {
    int captured = datagram.capturedLength();
    int start = size == 0 ? 0 : ends[size - 1];
    if (start + captured > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + captured));
    }
    datagram.buffer().get(datagram.payloadOffset(), bytes, start, captured);
    ends[size] = start + captured;
    wireLengths[size] = datagram.payloadLength();
    arrivals[size] = datagram.arrivalNs();
    size++;
    ByteBuffer copy = ByteBuffer.wrap(bytes);
    TransportPacketSize layout =
        TransportPacketSize.of(copy, start, captured, datagram.payloadLength());
    if (layout == null) {
      return;
    }
    for (int at = start; at + layout.bytes() <= start + captured; at += layout.bytes()) {
      packets++;
      if (packet.parse(copy, at + layout.packetOffset()) == TransportPacket.Result.OK
          && packet.hasPayload()
          && packet.pid() != TransportPacket.NULL_PID) {
        step(packet.pid(), packet.continuityCounter());
      }
    }
  }

  private void step(int pid, int counter) {
    for (int i = 0; i < pidCount; i++) {
      if (pids[i] == pid) {
        if ((counters[i] + 1 & 0xf) == counter) {
          steps++;
        } else {
          missteps++;
        }
        counters[i] = counter;
        return;
      }
    }
    if (pidCount < PIDS) {
      pids[pidCount] = pid;
      counters[pidCount] = counter;
      pidCount++;
    }
  }

  /** Forgets all datagrams. */
  void clear() {
    size = 0;
    packets = 0;
    steps = 0;
    missteps = 0;
    pidCount = 0;
  }

  /** Hands each datagram over, in the order of arrival. */
  void replay(TransportStreamObserver observer) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int start = 0;
    for (int i = 0; i < size; i++) {
      observer.datagram(buffer, start, ends[i] - start, wireLengths[i], arrivals[i]);
      start = ends[i];
    }
  }
}
