package io.camvitals.agent.analyze.wireshark;

/**
 * What Wireshark remembers of an address and port, or of two that talk with each other: who reads
 * their packets, and what was announced of RTP.
 */
final class Conversation {
  private static final int CHANNELS = 256;

  private final long index;
  private final int setupFrame;
  private Dissector dissector;
  private RtpSession session;
  private TcpConversation tcp;
  private Dissector[] channels;

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

  /** Of a TCP connection. */
  TcpConversation tcp() {
    if (tcp == null) {
      tcp = new TcpConversation();
    }
    return tcp;
  }

  /** Who reads an interleaved channel (RFC 2326 section 10.12); null when that was not set up. */
  Dissector channel(int channel) {
    return channels == null ? null : channels[channel];
  }

  /** Whether any interleaved channel was set up. */
  boolean hasChannels() {
    return channels != null;
  }

  /** Sets who reads an interleaved channel; numbers above 255 are ignored. */
  void setChannel(int channel, Dissector dissector) {
    if (channels == null) {
      channels = new Dissector[CHANNELS];
    }
    if (channel >= 0 && channel < CHANNELS) {
      channels[channel] = dissector;
    }
  }

  /** Null when nothing was said of RTP. */
  RtpSession session() {
    return session;
  }

  void setSession(RtpSession session) {
    this.session = session;
  }
}
