package io.camvitals.agent.source.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One bound socket. Safe for use by several threads. */
public interface UdpSocket extends AutoCloseable {
  /** The local port. */
  int port();

  /**
   * Sends what remains in the buffer as one datagram. One that the network cannot take at this
   * moment is let go, as any datagram may be.
   *
   * @throws IOException when the system refuses
   */
  void send(ByteBuffer datagram, InetSocketAddress receiver) throws IOException;

  /**
   * To be called by a listener that takes a datagram which shows that others before it are missing:
   * what the kernel dropped by now is told before this returns.
   */
  void gapSeen();

  /**
   * Tells what the kernel dropped, then closes. May be called again. Not to be called by a
   * listener.
   */
  @Override
  void close();
}
