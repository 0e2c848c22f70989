package io.camvitals.agent.analyze.wireshark;

/**
 * What Wireshark remembers of an address and port, or of two that talk with each other: who reads
 * their packets, and what was announced of RTP.
 */
final class Conversation {
  private final long index;
  private final int setupFrame;
  private Dissector dissector;
  private RtpSession session;

  /**
   * @param index grows with each conversation
   * @param setupFrame number of the frame that made it
   */
  Conversation(long index, int setupFrame) {
    this.index = index;
    this.setupFrame = setupFrame;
  }

  long index() {
    return index;
  }

  int setupFrame() {
    return setupFrame;
  }

  /** Null when the packets are read by port or heuristic. */
  Dissector dissector() {
    return dissector;
  }

  void setDissector(Dissector dissector) {
    this.dissector = dissector;
  }

  /** Null when nothing was said of RTP. */
  RtpSession session() {
    return session;
  }

  void setSession(RtpSession session) {
    this.session = session;
  }
}
