package io.camvitals.agent.source.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** One of the two sockets of a track. */
final class UdpSocket {
  /** Which packets are expected on it. */
  enum Role {
    RTP,
    RTCP
  }

  /** Well below the distance of packets that a camera spreads over the time of a frame. */
  private static final long BURST_NS = 200_000;

  private static final int IPV4_AND_UDP_HEADERS = 28;
  private static final int IPV6_AND_UDP_HEADERS = 48;

  final UdpPair pair;
  final Role role;
  final DatagramChannel channel;
  private final int port;
  private final int headers;
  private final InetAddress camera;
  private volatile InetSocketAddress announced;
  private long lastArrivalNs;
  private int kernelDrops;
  private int uncharged;

  UdpSocket(UdpPair pair, Role role, DatagramChannel channel, InetAddress camera)
      throws IOException {
    this.pair = pair;
    this.role = role;
    this.channel = channel;
    this.camera = camera;
    this.port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    this.headers = camera.getAddress().length == 4 ? IPV4_AND_UDP_HEADERS : IPV6_AND_UDP_HEADERS;
  }

  int port() {
    return port;
  }

  /** Bytes of IP and UDP headers that each datagram has beside its own. */
  int headers() {
    return headers;
  }

  void announce(InetSocketAddress address) {
    announced = address;
  }

  /** The camera, from whichever port, or whom it announced. */
  boolean isExpected(InetSocketAddress sender) {
    InetSocketAddress other = announced;
    return camera.equals(sender.getAddress())
        || other != null && sender.getAddress().equals(other.getAddress());
  }

  /** Whether the packet that has just been read followed another so closely that more may wait. */
  boolean isBurst(long arrivalNs) {
    long sincePacketBefore = arrivalNs - lastArrivalNs;
    lastArrivalNs = arrivalNs;
    return sincePacketBefore < BURST_NS;
  }

  void send(ByteBuffer datagram) throws IOException {
    InetSocketAddress target = announced;
    if (target != null && target.getPort() != 0) {
      channel.send(datagram, target);
    }
  }

  /** Notes the kernel's counter of datagrams dropped. */
  synchronized void noteKernelDrops(int counter) {
    int grown = counter - kernelDrops;
    if (grown > 0) {
      kernelDrops = counter;
      uncharged += grown;
    }
  }

  /** What was noted since it was taken last. */
  synchronized int takeKernelDrops() {
    int taken = uncharged;
    uncharged = 0;
    return taken;
  }
}
