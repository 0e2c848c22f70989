package io.camvitals.simulator.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Packets that wait for their time, and packets that wait until others have overtaken them. Packets
 * of the same time leave in the order in which they came.
 */
final class DelayQueue {
  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private final List<Held> held = new ArrayList<>();
  private long order;

  /** A packet to leave at this time, but after this number of others that are not held back. */
  void add(long dueNs, OutgoingPacket packet, int overtakers) {
    waiting.add(new Waiting(dueNs, order++, packet, overtakers));
  }

  /** When the next packet is due; Long.MAX_VALUE when none waits for a time. */
  long nextDueNs() {
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().dueNs;
  }

  boolean isEmpty() {
    return waiting.isEmpty() && held.isEmpty();
  }

  /** Lets go what is due by now. */
  void release(long nowNs, Consumer<OutgoingPacket> out) {
    while (!waiting.isEmpty() && waiting.peek().dueNs <= nowNs) {
      Waiting next = waiting.poll();
      if (next.overtakers > 0) {
        held.add(new Held(next.packet, next.overtakers));
      } else {
        out.accept(next.packet);
        overtaken(out);
      }
    }
  }

  /** One packet passed those that are held. */
  private void overtaken(Consumer<OutgoingPacket> out) {
    for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
      Held next = each.next();
      if (--next.overtakers == 0) {
        each.remove();
        out.accept(next.packet);
      }
    }
  }

  /** Lets go those that wait for others to pass, as when no others will come. */
  void releaseHeld(Consumer<OutgoingPacket> out) {
    held.forEach(each -> out.accept(each.packet));
    held.clear();
  }

  /** Lets go everything at once, in the order of its times. */
  void flush(Consumer<OutgoingPacket> out) {
    release(Long.MAX_VALUE, out);
    releaseHeld(out);
  }

  private record Waiting(long dueNs, long order, OutgoingPacket packet, int overtakers)
      implements Comparable<Waiting> {
    @Override
    public int compareTo(Waiting other) {
      int byTime = Long.compare(dueNs, other.dueNs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private static final class Held {
    final OutgoingPacket packet;
    int overtakers;

    Held(OutgoingPacket packet, int overtakers) {
      this.packet = packet;
      this.overtakers = overtakers;
    }
  }
}
