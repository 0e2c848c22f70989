package io.camvitals.simulator.stream;

import io.camvitals.simulator.truth.PacketTruth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/**
 * RTP and RTCP over a pair of UDP ports, the RTP port even and RTCP on the next (RFC 3550 section
 * 11). What comes in is read and forgotten; it only shows that the client lives.
 */
public final class UdpPath implements PacketPath {
  private static final int ATTEMPTS = 200;
  private static final int SEND_BUFFER = 1 << 20;

  private final DatagramChannel rtp;
  private final DatagramChannel rtcp;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(2048);

  private UdpPath(DatagramChannel rtp, DatagramChannel rtcp) {
    this.rtp = rtp;
    this.rtcp = rtcp;
  }

  /**
   * Opens a pair of free ports and points it at a client.
   *
   * @param local address to send from
   * @param alive is called whenever the client has sent something
   * @throws IOException when no pair of ports is free, or the client cannot be reached
   */
  public static UdpPath open(
      EventLoop loop,
      InetAddress local,
      InetSocketAddress clientRtp,
      InetSocketAddress clientRtcp,
      Runnable alive)
      throws IOException {
    UdpPath path = bind(local);
    try {
      path.rtp.connect(clientRtp);
      path.rtcp.connect(clientRtcp);
      loop.register(path.rtp, SelectionKey.OP_READ, () -> path.receive(path.rtp, alive));
      loop.register(path.rtcp, SelectionKey.OP_READ, () -> path.receive(path.rtcp, alive));
      return path;
    } catch (IOException | RuntimeException e) {
      path.close();
      throw e;
    }
  }

  private static UdpPath bind(InetAddress local) throws IOException {
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      DatagramChannel first = DatagramChannel.open();
      DatagramChannel second = DatagramChannel.open();
      try {
        first.bind(new InetSocketAddress(local, 0));
        int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
        boolean even = port % 2 == 0;
        second.bind(new InetSocketAddress(local, even ? port + 1 : port - 1));
        DatagramChannel rtp = even ? first : second;
        rtp.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        return new UdpPath(rtp, even ? second : first);
      } catch (IOException e) {
        last = e;
        first.close();
        second.close();
      }
    }
    throw new IOException("no pair of free UDP ports on " + local.getHostAddress(), last);
  }

  /** The port that RTP comes from. */
  public int rtpPort() throws IOException {
    return ((InetSocketAddress) rtp.getLocalAddress()).getPort();
  }

  private void receive(DatagramChannel channel, Runnable alive) {
    try {
      incoming.clear();
      while (channel.read(incoming) > 0) {
        alive.run();
        incoming.clear();
      }
    } catch (IOException e) {
      // The client's port was unreachable: told by ICMP, and by the next send as well.
    }
  }

  @Override
  public void sendRtp(byte[] packet, PacketTruth truth) {
    try {
      if (rtp.write(ByteBuffer.wrap(packet)) > 0) {
        truth.sent();
      } else {
        truth.failed();
      }
    } catch (IOException e) {
      truth.failed();
    }
  }

  @Override
  public void sendRtcp(byte[] packet) {
    try {
      rtcp.write(ByteBuffer.wrap(packet));
    } catch (IOException e) {
      // As with RTP; the next report comes soon.
    }
  }

  @Override
  public boolean idle() {
    return true;
  }

  @Override
  public boolean keepsOrder() {
    return false;
  }

  @Override
  public void close() {
    try (rtp;
        rtcp) {
      // Both are closed even when one of them fails.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
