package io.camvitals.agent.source.socket;

import io.camvitals.agent.observe.WallClock;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the best sockets that this system has. */
public final class SystemUdpSockets {
  private static final Logger LOG = LoggerFactory.getLogger(SystemUdpSockets.class);

  private SystemUdpSockets() {}

  /**
   * Sockets whose datagrams the kernel stamps, or, where they cannot be had, those of the JDK; the
   * log says why.
   *
   * @param receiveBufferBytes asked of the kernel for each socket
   * @throws IOException when this system gives neither
   */
  public static UdpSockets open(WallClock clock, int receiveBufferBytes) throws IOException {
    try {
      return StampedUdpSockets.open(clock, receiveBufferBytes);
    } catch (IOException e) {
      LOG.warn(
          "UDP packets get their time of arrival when they are read, not by the kernel, so that a"
              + " busy machine adds jitter: {}",
          e.getMessage());
      return new NioUdpSockets(clock, receiveBufferBytes);
    }
  }
}
