package io.camvitals.agent.analyze.wireshark;

/** What Wireshark remembers of a TCP connection. */
final class TcpConversation {
  private final TcpDirection lowToHigh = new TcpDirection();
  private final TcpDirection highToLow = new TcpDirection();

  /** Port of the side that was connected to; 0 when no SYN was seen. */
  int serverPort;

  /** When the latest SYN was captured; 0 before there was one. */
  long synNs;

  /** From the SYN to the acknowledgment that ends the handshake, in nanoseconds; 0 when unknown. */
  long handshakeNs;

  /** The direction of a packet. */
  TcpDirection of(Flow.Key key) {
    return isLowToHigh(key) ? lowToHigh : highToLow;
  }

  private static boolean isLowToHigh(Flow.Key key) {
    int order = Long.compareUnsigned(key.source().high(), key.destination().high());
    if (order == 0) {
      order = Long.compareUnsigned(key.source().low(), key.destination().low());
    }
    return order == 0 ? key.sourcePort() <= key.destinationPort() : order < 0;
  }
}
