package io.camvitals.agent.source.socket;

import io.camvitals.agent.logging.RepeatedWarning;
import io.camvitals.agent.observe.WallClock;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's sockets. The time of arrival is taken right after a datagram was read, so the thread
 * must wake for each; a socket that is ready is read until it is empty, or {@value #DRAIN} times
 * when others wait.
 */
final class NioUdpSockets implements UdpSockets {
  private static final Logger LOG = LoggerFactory.getLogger(NioUdpSockets.class);
  private static final int DRAIN = 256;
  private static final int LARGEST_DATAGRAM = 65_536;
  private static final long CHECK_EVERY_MS = 1_000;

  private final RepeatedWarning failed = new RepeatedWarning(LOG, "A UDP socket failed");
  private final WallClock clock;
  private final int receiveBufferBytes;
  private final ReceiveBufferGrant grant;
  private final Selector selector;
  private final KernelDropWatch drops;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
  private final Map<Integer, NioUdpSocket> sockets = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "rtsp-udp");
  private volatile boolean closed;

  NioUdpSockets(WallClock clock, int receiveBufferBytes) throws IOException {
    this.clock = clock;
    this.receiveBufferBytes = receiveBufferBytes;
    this.grant = new ReceiveBufferGrant(receiveBufferBytes);
    this.selector = Selector.open();
    this.drops = new KernelDropWatch(sockets);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public UdpSocket open(InetAddress peer, int port, UdpListener listener) throws IOException {
    NioUdpSocket socket = new NioUdpSocket(this, bind(peer, port), listener);
    sockets.put(socket.port(), socket);
    socket.channel.register(selector, SelectionKey.OP_READ, socket);
    selector.wakeup();
    return socket;
  }

  private DatagramChannel bind(InetAddress peer, int port) throws IOException {
    boolean four = peer instanceof Inet4Address;
    DatagramChannel channel =
        DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
      channel.bind(new InetSocketAddress(port));
      channel.configureBlocking(false);
      grant.note(channel.getOption(StandardSocketOptions.SO_RCVBUF));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void run() {
    long nextCheck = System.nanoTime();
    while (!closed) {
      try {
        selector.select(this::drain, CHECK_EVERY_MS);
      } catch (IOException e) {
        failed.warn(String.valueOf(e.getMessage()));
      }
      if (System.nanoTime() - nextCheck >= 0) {
        drops.checkAll();
        nextCheck = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CHECK_EVERY_MS);
      }
    }
  }

  private void drain(SelectionKey key) {
    NioUdpSocket socket = (NioUdpSocket) key.attachment();
    try {
      for (int i = 0; i < DRAIN; i++) {
        buffer.clear();
        InetSocketAddress sender = (InetSocketAddress) socket.channel.receive(buffer);
        long arrivalNs = clock.now();
        if (sender == null) {
          return;
        }
        int length = buffer.position();
        buffer.flip();
        socket.listener.received(buffer, length, arrivalNs, sender);
        if (!socket.isBurst(arrivalNs)) {
          return;
        }
      }
    } catch (ClosedChannelException e) {
      key.cancel();
    } catch (IOException | RuntimeException e) {
      failed.warn(e.toString());
    }
  }

  void gapSeen(NioUdpSocket socket) {
    drops.check(socket);
  }

  void close(NioUdpSocket socket) {
    if (!sockets.containsValue(socket)) {
      return;
    }
    drops.check(socket);
    sockets.remove(socket.port(), socket);
    try {
      socket.channel.close();
    } catch (IOException e) {
      failed.warn(String.valueOf(e.getMessage()));
    }
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.close();
    sockets.values().forEach(this::close);
    drops.close();
  }
}
