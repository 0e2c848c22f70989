package io.camvitals.agent.source.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A channel of the JDK, and what is known of the kernel's drops. */
final class NioUdpSocket implements UdpSocket {
  /** Well below the distance of packets that a camera spreads over the time of a frame. */
  private static final long BURST_NS = 200_000;

  final DatagramChannel channel;
  final UdpListener listener;
  private final NioUdpSockets sockets;
  private final int port;
  private long lastArrivalNs;
  private int kernelDrops;
  private int untold;

  NioUdpSocket(NioUdpSockets sockets, DatagramChannel channel, UdpListener listener)
      throws IOException {
    this.sockets = sockets;
    this.channel = channel;
    this.listener = listener;
    this.port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  @Override
  public int port() {
    return port;
  }

  /** Whether the packet that has just been read followed another so closely that more may wait. */
  boolean isBurst(long arrivalNs) {
    long sincePacketBefore = arrivalNs - lastArrivalNs;
    lastArrivalNs = arrivalNs;
    return sincePacketBefore < BURST_NS;
  }

  @Override
  public void send(ByteBuffer datagram, InetSocketAddress receiver) throws IOException {
    channel.send(datagram, receiver);
  }

  @Override
  public void gapSeen() {
    sockets.gapSeen(this);
  }

  /** Notes the kernel's counter of datagrams dropped. */
  synchronized void noteKernelDrops(int counter) {
    int grown = counter - kernelDrops;
    if (grown > 0) {
      kernelDrops = counter;
      untold += grown;
    }
  }

  /** What was noted since it was taken last. */
  synchronized int takeKernelDrops() {
    int taken = untold;
    untold = 0;
    return taken;
  }

  @Override
  public void close() {
    sockets.close(this);
  }
}
