package io.camvitals.agent.source.packet;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Values by address pair, port pair and SSRC: open addressing over primitive keys, so that a
 * look-up allocates nothing. The key found last is tried first, since packets come in trains.
 */
final class StreamTable<T> {
  private static final int WORDS = 5;
  private static final int INITIAL_SLOTS = 256;

  private long[] keys = new long[INITIAL_SLOTS * WORDS];
  private Object[] values = new Object[INITIAL_SLOTS];
  private int size;
  private int lastSlot;

  int size() {
    return size;
  }

  /** The value of that flow and SSRC, or null. */
  T find(UdpDatagram flow, int ssrc) {
    return find(
        flow.sourceHigh(),
        flow.sourceLow(),
        flow.destinationHigh(),
        flow.destinationLow(),
        flow.ports(),
        ssrc);
  }

  /** The value of that key, or null; ports as in {@link UdpDatagram#ports}. */
  @SuppressWarnings("unchecked")
  T find(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int ports,
      int ssrc) {
    long portsAndSsrc = (long) ports << 32 | ssrc & 0xffffffffL;
    int slot = lastSlot;
    if (values[slot] == null
        || !matches(slot, sourceHigh, sourceLow, destinationHigh, destinationLow, portsAndSsrc)) {
      slot = slotOf(sourceHigh, sourceLow, destinationHigh, destinationLow, portsAndSsrc);
      if (values[slot] == null) {
        return null;
      }
      lastSlot = slot;
    }
    return (T) values[slot];
  }

  /** Sets the value of a flow and SSRC that has none. */
  void put(UdpDatagram flow, int ssrc, T value) {
    if (2 * (size + 1) > values.length) {
      rebuild(2 * values.length, kept -> true);
    }
    insert(
        flow.sourceHigh(),
        flow.sourceLow(),
        flow.destinationHigh(),
        flow.destinationLow(),
        (long) flow.ports() << 32 | ssrc & 0xffffffffL,
        value);
  }

  /** Removes all values that do not pass. */
  @SuppressWarnings("unchecked")
  void retain(Predicate<T> kept) {
    rebuild(values.length, value -> kept.test((T) value));
  }

  @SuppressWarnings("unchecked")
  void forEach(Consumer<T> consumer) {
    for (Object value : values) {
      if (value != null) {
        consumer.accept((T) value);
      }
    }
  }

  private void insert(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      long portsAndSsrc,
      Object value) {
    int slot = slotOf(sourceHigh, sourceLow, destinationHigh, destinationLow, portsAndSsrc);
    int key = slot * WORDS;
    keys[key] = sourceHigh;
    keys[key + 1] = sourceLow;
    keys[key + 2] = destinationHigh;
    keys[key + 3] = destinationLow;
    keys[key + 4] = portsAndSsrc;
    values[slot] = value;
    size++;
  }

  private void rebuild(int slots, Predicate<Object> kept) {
    long[] oldKeys = keys;
    Object[] oldValues = values;
    keys = new long[slots * WORDS];
    values = new Object[slots];
    size = 0;
    lastSlot = 0;
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != null && kept.test(oldValues[i])) {
        int key = i * WORDS;
        insert(
            oldKeys[key],
            oldKeys[key + 1],
            oldKeys[key + 2],
            oldKeys[key + 3],
            oldKeys[key + 4],
            oldValues[i]);
      }
    }
  }

  /** The slot that holds the key, or the free one where it belongs. */
  private int slotOf(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      long portsAndSsrc) {
    long hash = portsAndSsrc * 0x9e3779b97f4a7c15L;
    hash = (hash ^ hash >>> 32 ^ sourceLow) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ hash >>> 29 ^ destinationLow) * 0x94d049bb133111ebL;
    hash =
        (hash ^ hash >>> 31 ^ sourceHigh ^ Long.rotateLeft(destinationHigh, 21))
            * 0x9e3779b97f4a7c15L;
    int mask = values.length - 1;
    int slot = (int) (hash >>> 33) & mask;
    while (values[slot] != null
        && !matches(slot, sourceHigh, sourceLow, destinationHigh, destinationLow, portsAndSsrc)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean matches(
      int slot,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      long portsAndSsrc) {
    int key = slot * WORDS;
    return keys[key + 4] == portsAndSsrc
        && keys[key + 1] == sourceLow
        && keys[key + 3] == destinationLow
        && keys[key] == sourceHigh
        && keys[key + 2] == destinationHigh;
  }
}
