package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Pairs of UDP sockets, each socket served by a thread of its own. */
final class LoopbackUdpPorts implements UdpPorts {
  final List<Pair> pairs = new CopyOnWriteArrayList<>();

  @Override
  public UdpPortPair open(InetAddress camera) throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      int port = rtp.getLocalPort();
      if (port % 2 == 0) {
        try {
          DatagramSocket rtcp = new DatagramSocket(port + 1, InetAddress.getLoopbackAddress());
          Pair pair = new Pair(rtp, rtcp);
          pairs.add(pair);
          return pair;
        } catch (SocketException e) {
          // The neighbour is taken: try the next.
        }
      }
      rtp.close();
    }
    throw new IOException("no two neighbouring ports are free");
  }

  static final class Pair implements UdpPortPair {
    final AtomicLong rtpPackets = new AtomicLong();
    final AtomicLong rtcpPackets = new AtomicLong();
    final List<Integer> sentRtp = new CopyOnWriteArrayList<>();
    final List<Integer> sentRtcp = new CopyOnWriteArrayList<>();
    volatile InetSocketAddress rtpPeer;
    volatile InetSocketAddress rtcpPeer;
    private final DatagramSocket rtp;
    private final DatagramSocket rtcp;
    private final int rtpPort;

    Pair(DatagramSocket rtp, DatagramSocket rtcp) {
      this.rtp = rtp;
      this.rtpPort = rtp.getLocalPort();
      this.rtcp = rtcp;
      start(rtp, rtpPackets);
      start(rtcp, rtcpPackets);
    }

    private static void start(DatagramSocket socket, AtomicLong count) {
      Thread thread = new Thread(() -> receive(socket, count), "udp-" + socket.getLocalPort());
      thread.setDaemon(true);
      thread.start();
    }

    private static void receive(DatagramSocket socket, AtomicLong count) {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      try {
        while (true) {
          socket.receive(packet);
          count.incrementAndGet();
        }
      } catch (SocketException e) {
        // Closed.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean isClosed() {
      return rtp.isClosed() && rtcp.isClosed();
    }

    @Override
    public int rtpPort() {
      return rtpPort;
    }

    @Override
    public int rtcpPort() {
      return rtpPort + 1;
    }

    @Override
    public void connect(InetSocketAddress rtpAddress, InetSocketAddress rtcpAddress) {
      rtpPeer = rtpAddress;
      rtcpPeer = rtcpAddress;
    }

    @Override
    public void sendRtp(ByteBuffer datagram) throws IOException {
      sentRtp.add(datagram.remaining());
      send(rtp, datagram, rtpPeer);
    }

    @Override
    public void sendRtcp(ByteBuffer datagram) throws IOException {
      sentRtcp.add(datagram.remaining());
      send(rtcp, datagram, rtcpPeer);
    }

    private static void send(DatagramSocket socket, ByteBuffer datagram, InetSocketAddress peer)
        throws IOException {
      if (peer != null && peer.getPort() != 0) {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        socket.send(new DatagramPacket(bytes, bytes.length, peer));
      }
    }

    @Override
    public long receivedPackets() {
      return rtpPackets.get();
    }

    @Override
    public void close() {
      rtp.close();
      rtcp.close();
    }
  }
}
