package io.camvitals.agent.analyze.trace;

/** The greatest value of a figure and the packet at which it was. */
public final class Extreme {
  private static final PacketReference NOWHERE = new PacketReference(0, 0, 0);

  private long value = -1;
  private PacketReference packet = NOWHERE;

  /** Takes a value; the packet's number is looked up only when it is the greatest so far. */
  void note(long candidate, long timeNs, PacketNumbers numbers) {
    if (candidate > value) {
      value = candidate;
      packet = numbers.at(timeNs);
    }
  }

  /** Takes a value of a packet that is known. */
  public void note(long candidate, PacketReference where) {
    if (candidate > value) {
      value = candidate;
      packet = where;
    }
  }

  /** The greatest; -1 when there was none. */
  public long value() {
    return value;
  }

  /** Where it was. */
  public PacketReference packet() {
    return packet;
  }
}
