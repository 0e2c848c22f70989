package io.camvitals.agent.source.socket;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.observe.WallClock;
import java.io.IOException;

/** The implementations of {@link UdpSockets}, all of which must pass the same tests. */
public enum UdpSocketsKind {
  STAMPED {
    @Override
    public UdpSockets open(WallClock clock, int receiveBufferBytes) throws IOException {
      assumeTrue(System.getProperty("os.name").equals("Linux"), "this is not Linux");
      return StampedUdpSockets.open(clock, receiveBufferBytes);
    }
  },
  NIO {
    @Override
    public UdpSockets open(WallClock clock, int receiveBufferBytes) throws IOException {
      return new NioUdpSockets(clock, receiveBufferBytes);
    }
  };

  /** Sockets of that kind; none are open yet. */
  public abstract UdpSockets open(WallClock clock, int receiveBufferBytes) throws IOException;
}
