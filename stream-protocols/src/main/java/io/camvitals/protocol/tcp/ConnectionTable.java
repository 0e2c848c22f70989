package io.camvitals.protocol.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Connections by their pair of endpoints, in whichever direction a segment goes. */
final class ConnectionTable {
  private TcpConnection[] slots = new TcpConnection[256];
  private int size;

  int size() {
    return size;
  }

  /** The connection that the segment is of, or null. */
  TcpConnection find(TcpSegment segment) {
    int slot = first(hash(segment));
    while (slots[slot] != null) {
      if (slots[slot].matches(segment)) {
        return slots[slot];
      }
      slot = next(slot);
    }
    return null;
  }

  /** Adds a connection that is not there. */
  void put(TcpConnection connection) {
    if (2 * (size + 1) > slots.length) {
      TcpConnection[] old = slots;
      slots = new TcpConnection[2 * old.length];
      for (TcpConnection each : old) {
        if (each != null) {
          insert(each);
        }
      }
    }
    insert(connection);
    size++;
  }

  private void insert(TcpConnection connection) {
    int slot = first(hash(connection));
    while (slots[slot] != null) {
      slot = next(slot);
    }
    slots[slot] = connection;
  }

  /** Removes a connection that is there, and moves up those that its place had driven away. */
  void remove(TcpConnection connection) {
    int free = first(hash(connection));
    while (slots[free] != connection) {
      free = next(free);
    }
    slots[free] = null;
    size--;
    for (int slot = next(free); slots[slot] != null; slot = next(slot)) {
      int wanted = first(hash(slots[slot]));
      boolean mayMove =
          free <= slot ? wanted <= free || wanted > slot : wanted <= free && wanted > slot;
      if (mayMove) {
        slots[free] = slots[slot];
        slots[slot] = null;
        free = slot;
      }
    }
  }

  void forEach(Consumer<TcpConnection> consumer) {
    for (TcpConnection each : slots) {
      if (each != null) {
        consumer.accept(each);
      }
    }
  }

  /** A copy of all. */
  List<TcpConnection> all() {
    List<TcpConnection> all = new ArrayList<>(size);
    forEach(all::add);
    return all;
  }

  private int first(long hash) {
    return (int) (hash >>> 32) & (slots.length - 1);
  }

  private int next(int slot) {
    return slot + 1 & (slots.length - 1);
  }

  private static long hash(TcpSegment segment) {
    return hash(segment.sourceHigh(), segment.sourceLow(), segment.sourcePort())
        + hash(segment.destinationHigh(), segment.destinationLow(), segment.destinationPort());
  }

  private static long hash(TcpConnection connection) {
    return hash(connection.addressHigh(0), connection.addressLow(0), connection.port(0))
        + hash(connection.addressHigh(1), connection.addressLow(1), connection.port(1));
  }

  /** Of one endpoint; the sum of two is the same in both directions. */
  private static long hash(long high, long low, int port) {
    long hash = (low ^ port * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ hash >>> 29 ^ high) * 0x94d049bb133111ebL;
    return hash ^ hash >>> 32;
  }
}
