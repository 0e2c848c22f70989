package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.logging.RepeatedWarning;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.WallClock;
import io.camvitals.protocol.rtsp.UdpPorts;
import java.io.IOException;
import java.net.BindException;
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
 * Receives the UDP packets of all cameras in one thread. The time of arrival is taken right after a
 * datagram was read; a socket that is ready is read until it is empty, or {@value #DRAIN} times
 * when others wait.
 */
final class UdpReceiver implements UdpPorts, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);
  private static final int DRAIN = 256;
  private static final int BIND_ATTEMPTS = 100;
  private static final int LARGEST_DATAGRAM = 65_536;
  private static final long CHECK_EVERY_MS = 1_000;

  private final RepeatedWarning failed = new RepeatedWarning(LOG, "A UDP socket failed");
  private final WallClock clock;
  private final CaptureCounters counters;
  private final int receiveBufferBytes;
  private final Selector selector;
  private final KernelDropWatch drops;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
  private final Map<Integer, UdpSocket> sockets = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "rtsp-udp");
  private boolean grantSaid;
  private volatile boolean closed;

  UdpReceiver(WallClock clock, CaptureCounters counters, int receiveBufferBytes)
      throws IOException {
    this.clock = clock;
    this.counters = counters;
    this.receiveBufferBytes = receiveBufferBytes;
    this.selector = Selector.open();
    this.drops = new KernelDropWatch(counters, sockets);
    thread.setDaemon(true);
    thread.start();
  }

  /** To be told of each gap of a track that is received here. */
  Runnable gapCheck(UdpPair pair) {
    return () -> drops.check(pair.rtp());
  }

  @Override
  public UdpPair open(InetAddress camera) throws IOException {
    for (int attempt = 0; attempt < BIND_ATTEMPTS; attempt++) {
      DatagramChannel rtp = bind(camera, 0);
      int port = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
      DatagramChannel rtcp = port % 2 == 0 ? tryBind(camera, port + 1) : null;
      if (rtcp != null) {
        UdpPair pair = new UdpPair(this, rtp, rtcp, camera);
        register(pair.rtp());
        register(pair.rtcp());
        return pair;
      }
      rtp.close();
    }
    throw new IOException(
        "no two neighbouring UDP ports are free; see net.ipv4.ip_local_port_range");
  }

  private void register(UdpSocket socket) throws IOException {
    sockets.put(socket.port(), socket);
    socket.channel.register(selector, SelectionKey.OP_READ, socket);
    selector.wakeup();
  }

  private DatagramChannel tryBind(InetAddress camera, int port) throws IOException {
    try {
      return bind(camera, port);
    } catch (BindException e) {
      return null;
    }
  }

  private DatagramChannel bind(InetAddress camera, int port) throws IOException {
    boolean four = camera instanceof Inet4Address;
    DatagramChannel channel =
        DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
      channel.bind(new InetSocketAddress(port));
      channel.configureBlocking(false);
      sayGrant(channel.getOption(StandardSocketOptions.SO_RCVBUF));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private synchronized void sayGrant(int granted) {
    // Linux grants twice what it counts as payload, and reports that (socket(7)).
    if (!grantSaid && granted < receiveBufferBytes) {
      LOG.warn(
          "The kernel grants UDP sockets {} KiB of the {} KiB asked by rtsp.receive_buffer; bursts"
              + " beyond are counted as capture loss. Raise net.core.rmem_max",
          granted / 1_024,
          receiveBufferBytes / 1_024);
    }
    grantSaid = true;
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
    UdpSocket socket = (UdpSocket) key.attachment();
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
        if (socket.isExpected(sender)) {
          socket.pair.received(socket, buffer, length, arrivalNs, length + socket.headers());
        } else {
          counters.rejected("unexpected-sender");
        }
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

  /** Closes both sockets, after a last look at what the kernel dropped. */
  void close(UdpPair pair) {
    drops.check(pair.rtp());
    close(pair.rtp());
    close(pair.rtcp());
    selector.wakeup();
  }

  private void close(UdpSocket socket) {
    sockets.remove(socket.port(), socket);
    try {
      socket.channel.close();
    } catch (IOException e) {
      failed.warn(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.close();
    sockets.values().forEach(this::close);
    drops.close();
  }
}
