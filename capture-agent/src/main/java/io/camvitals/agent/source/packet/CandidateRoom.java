package io.camvitals.agent.source.packet;

/**
 * The memory that the candidates of one detector may take together. While there is none left, the
 * detector's silent candidates are looked for now and then, not with each packet that is refused:
 * that would be the whole table for each.
 */
final class CandidateRoom {
  /** A candidate that was silent for so long makes way for another, 2 s in nanoseconds. */
  static final long IDLE_NS = 2_000_000_000L;

  /** Silent candidates are looked for once in so many refused packets, and with the first. */
  static final int SWEEP_INTERVAL = 1_000;

  private final long capacityBytes;
  private long bytes;
  private int refusedSinceSweep = SWEEP_INTERVAL;

  CandidateRoom(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  void take(int candidateBytes) {
    bytes += candidateBytes;
  }

  void giveBack(int candidateBytes) {
    bytes -= candidateBytes;
  }

  /**
   * Whether another candidate fits.
   *
   * @param sweep ends the candidates that fell silent, and gives their room back
   */
  boolean isThere(Runnable sweep) {
    if (bytes >= capacityBytes && ++refusedSinceSweep >= SWEEP_INTERVAL) {
      refusedSinceSweep = 0;
      sweep.run();
    }
    return bytes < capacityBytes;
  }
}
