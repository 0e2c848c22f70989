package io.camvitals.agent.source.socket;

import java.io.IOException;
import java.net.InetAddress;

/** Opens UDP sockets, and reads all of them in one thread. */
public interface UdpSockets extends AutoCloseable {
  /**
   * Binds a socket on all of this machine's addresses of the peer's family. The listener may be
   * called before this returns.
   *
   * @param peer an address of the family, IPv4 or IPv6, that the socket is to be of
   * @param port 1 to 65,535, or 0 for any that is free
   * @throws java.net.BindException when the port is in use
   * @throws IOException when the system gives no socket
   */
  UdpSocket open(InetAddress peer, int port, UdpListener listener) throws IOException;

  /** Closes all sockets. */
  @Override
  void close() throws IOException;
}
