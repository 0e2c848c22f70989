package io.camvitals.agent.analyze.trace;

/**
 * A packet to look at.
 *
 * @param file index of its file, in the order in which the files were begun
 * @param frame number within that file, Wireshark's frame.number; 0 when it is not known any more
 * @param timeNs when it was captured, nanoseconds since the Unix epoch
 */
public record PacketReference(int file, long frame, long timeNs) {
  /** Whether the packet's number is known. */
  public boolean isKnown() {
    return frame > 0;
  }
}
