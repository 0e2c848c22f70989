package io.camvitals.agent.analyze.wireshark;

/**
 * How a dissector of a TCP connection says that its message goes on in a later segment: from which
 * byte on it wants to see everything again, and how many more bytes it needs.
 */
final class Desegmentation {
  /** It is not known how many; with the next segment, whatever its length, it is tried again. */
  static final int ONE_MORE_SEGMENT = -1;

  private boolean possible;
  private int offset;
  private int needed;

  /** Begins a call of a dissector. */
  void begin(boolean possible) {
    this.possible = possible;
    offset = 0;
    needed = 0;
  }

  /** Whether more can be asked for: not when the capture lacks bytes. */
  boolean isPossible() {
    return possible;
  }

  /** Asks for more: {@code needed} bytes, or {@link #ONE_MORE_SEGMENT}. */
  void ask(int offset, int needed) {
    this.offset = offset;
    this.needed = needed;
  }

  boolean isAsked() {
    return needed != 0;
  }

  /** First byte of what was handed over that is wanted again. */
  int offset() {
    return offset;
  }

  int needed() {
    return needed;
  }
}
