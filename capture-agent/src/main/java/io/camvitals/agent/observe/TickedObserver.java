package io.camvitals.agent.observe;

/** What the one ticker of all streams drives. */
interface TickedObserver {
  /** Publishes what was opened at that tick or before. */
  void tick(long openedBy);

  /** The ticker's count when the last packet was taken. */
  long lastPacketTick();

  String interfaceName();

  void close();
}
