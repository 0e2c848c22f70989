package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.socket.UdpListener;
import io.camvitals.agent.source.socket.UdpSocket;
import io.camvitals.agent.source.socket.UdpSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One of the two sockets of a track, and who is at its other end. */
final class TrackSocket implements UdpListener, AutoCloseable {
  /** Which packets are expected on it. */
  enum Role {
    RTP,
    RTCP
  }

  private static final int IPV4_AND_UDP_HEADERS = 28;
  private static final int IPV6_AND_UDP_HEADERS = 48;

  private final UdpPair pair;
  private final Role role;
  private final InetAddress camera;
  private final CaptureCounters counters;
  private final int headers;
  private volatile InetSocketAddress announced;
  private volatile InetSocketAddress heardFrom;
  private final UdpSocket socket;

  /**
   * Binds it. The pair is called from now on.
   *
   * @param port 0 for any
   * @throws java.net.BindException when the port is in use
   */
  TrackSocket(
      UdpPair pair,
      Role role,
      InetAddress camera,
      CaptureCounters counters,
      UdpSockets sockets,
      int port)
      throws IOException {
    this.pair = pair;
    this.role = role;
    this.camera = camera;
    this.counters = counters;
    this.headers = camera.getAddress().length == 4 ? IPV4_AND_UDP_HEADERS : IPV6_AND_UDP_HEADERS;
    this.socket = sockets.open(camera, port, this);
  }

  int port() {
    return socket.port();
  }

  /**
   * @param address port 0 when the camera did not tell
   */
  void announce(InetSocketAddress address) {
    announced = address;
  }

  @Override
  public void received(ByteBuffer buffer, int length, long arrivalNs, InetSocketAddress sender) {
    if (isExpected(sender)) {
      pair.received(role, buffer, length, arrivalNs, length + headers);
    } else {
      counters.rejected("unexpected-sender");
    }
  }

  /** The camera, from whichever port, or whom it announced. */
  private boolean isExpected(InetSocketAddress sender) {
    InetSocketAddress other = announced;
    boolean expected =
        camera.equals(sender.getAddress())
            || other != null && sender.getAddress().equals(other.getAddress());
    if (expected) {
      heardFrom = sender;
    }
    return expected;
  }

  @Override
  public void dropped(long datagrams) {
    counters.kernelDropped(datagrams);
    if (role == Role.RTP) {
      pair.kernelDropped(datagrams);
    }
  }

  void gapSeen() {
    socket.gapSeen();
  }

  /** Sends to where the camera said that it listens, or else to where its packets come from. */
  void send(ByteBuffer datagram) throws IOException {
    InetSocketAddress target = announced;
    if (target != null && target.getPort() == 0) {
      target = heardFrom;
    }
    if (target != null) {
      socket.send(datagram, target);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
