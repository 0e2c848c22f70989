package io.camvitals.agent.analyze;

import io.camvitals.metrics.StreamMeter;
import java.util.Arrays;

/**
 * What a meter needs of a stream's first packets, kept until the stream's clock rate is known, so
 * that the jitter of all of them can then be measured. One thread at a time.
 */
final class KeptPackets {
  private static final int MOST = 4_096;
  private static final int FEWEST = 64;

  private final Room room;
  private int size;
  private long[] arrivals = {};
  private int[] facts = {};

  private static final int FACTS = 5;

  /** Room for the packets of all streams of a capture together, 28 bytes each. */
  static final class Room {
    private int left;

    Room(int packets) {
      left = packets;
    }

    private boolean take(int packets) {
      if (packets > left) {
        return false;
      }
      left -= packets;
      return true;
    }
  }

  KeptPackets(Room room) {
    this.room = room;
  }

  /** Keeps a packet; false when there is no room for it, and then none is kept any more. */
  boolean add(
      long arrivalNs,
      int sequenceNumber,
      int rtpTimestamp,
      int payloadSize,
      int wireSize,
      int flags) {
    if (size == arrivals.length && !grow()) {
      clear();
      return false;
    }
    arrivals[size] = arrivalNs;
    int at = FACTS * size;
    facts[at] = sequenceNumber;
    facts[at + 1] = rtpTimestamp;
    facts[at + 2] = payloadSize;
    facts[at + 3] = wireSize;
    facts[at + 4] = flags;
    size++;
    return true;
  }

  private boolean grow() {
    int grown = Math.max(FEWEST, 2 * arrivals.length);
    if (grown > MOST || !room.take(grown - arrivals.length)) {
      return false;
    }
    arrivals = Arrays.copyOf(arrivals, grown);
    facts = Arrays.copyOf(facts, FACTS * grown);
    return true;
  }

  /** Gives all to a meter, in the order in which they came. */
  void replay(StreamMeter meter) {
    for (int i = 0; i < size; i++) {
      int at = FACTS * i;
      meter.observe(
          arrivals[i], facts[at], facts[at + 1], facts[at + 2], facts[at + 3], facts[at + 4]);
    }
  }

  /** Forgets all. */
  void clear() {
    room.left += arrivals.length;
    size = 0;
    arrivals = new long[0];
    facts = new int[0];
  }
}
