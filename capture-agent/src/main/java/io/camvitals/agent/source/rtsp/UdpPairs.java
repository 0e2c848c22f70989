package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.socket.UdpSockets;
import io.camvitals.protocol.rtsp.UdpPorts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;

/** Opens the sockets of all cameras' tracks. */
final class UdpPairs implements UdpPorts {
  private static final int BIND_ATTEMPTS = 100;

  private final UdpSockets sockets;
  private final CaptureCounters counters;

  UdpPairs(UdpSockets sockets, CaptureCounters counters) {
    this.sockets = sockets;
    this.counters = counters;
  }

  @Override
  public UdpPair open(InetAddress camera) throws IOException {
    for (int attempt = 0; attempt < BIND_ATTEMPTS; attempt++) {
      try {
        return new UdpPair(sockets, counters, camera);
      } catch (BindException e) {
        // Odd, or its neighbour is taken: the system will give another.
      }
    }
    throw new IOException(
        "no two neighbouring UDP ports are free; see net.ipv4.ip_local_port_range");
  }
}
