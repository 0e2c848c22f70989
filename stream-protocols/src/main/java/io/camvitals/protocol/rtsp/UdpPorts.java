package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.net.InetAddress;

/** Where a session gets UDP sockets from, so that one thread can serve those of all sessions. */
@FunctionalInterface
public interface UdpPorts {
  /**
   * Binds two neighbouring ports, the even one for RTP (RFC 3550 section 11). Called by the
   * session's thread.
   *
   * @param camera the address of the RTSP connection's other end, which is of the same family
   */
  UdpPortPair open(InetAddress camera) throws IOException;
}
