package io.camvitals.agent.source.socket;

import io.camvitals.agent.logging.RepeatedWarning;
import io.camvitals.agent.observe.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sockets of Linux whose datagrams the kernel stamps when they arrive. So the reading thread need
 * not wake for each: it rests for a while after it has read ({@link RoundPause}), then reads what
 * has gathered, many datagrams with one call.
 */
final class StampedUdpSockets implements UdpSockets {
  private static final Logger LOG = LoggerFactory.getLogger(StampedUdpSockets.class);
  private static final int CHECK_EVERY_MS = 1_000;
  private static final int LARGEST_SENT = 2_048;

  private final RepeatedWarning failed = new RepeatedWarning(LOG, "A UDP socket failed");
  private final int receiveBufferBytes;
  private final ReceiveBufferGrant grant;
  private final DatagramBatch batch;
  private final ArrivalClock clock;
  private final StampProof proof;
  private final ReadyQueue ready;
  private final Thread thread = new Thread(this::run, "rtsp-udp");
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LARGEST_SENT);
  private final Map<Integer, StampedUdpSocket> sockets = new HashMap<>();
  private volatile long pauseNs = RoundPause.ns(0);
  private volatile boolean closed;

  private StampedUdpSockets(WallClock clock, int receiveBufferBytes) throws IOException {
    this.receiveBufferBytes = receiveBufferBytes;
    this.grant = new ReceiveBufferGrant(receiveBufferBytes);
    this.batch = new DatagramBatch();
    this.clock = new ArrivalClock(clock);
    this.proof = new StampProof(batch);
    try {
      this.ready = new ReadyQueue();
    } catch (IOException e) {
      proof.close();
      throw e;
    }
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Sockets, none of them open yet.
   *
   * @throws IOException when this system does not have such; the message says why
   */
  static StampedUdpSockets open(WallClock clock, int receiveBufferBytes) throws IOException {
    try {
      LinuxCalls.load();
    } catch (LinkageError e) {
      throw new IOException(e.getMessage(), e);
    }
    return new StampedUdpSockets(clock, receiveBufferBytes);
  }

  @Override
  public UdpSocket open(InetAddress peer, int port, UdpListener listener) throws IOException {
    LinuxSocket bound = new LinuxSocket(LinuxSocket.wildcard(peer, port), receiveBufferBytes);
    grant.note(bound.receiveBufferBytes());
    StampedUdpSocket socket = new StampedUdpSocket(this, bound, listener);
    synchronized (this) {
      try {
        if (closed) {
          throw new SocketException("closed");
        }
        ready.add(bound.descriptor());
      } catch (IOException e) {
        bound.close();
        throw e;
      }
      pauseNs = RoundPause.ns(bound.receiveBufferBytes());
      sockets.put(bound.descriptor(), socket);
    }
    return socket;
  }

  private void run() {
    long nextCheck = System.nanoTime();
    while (!closed) {
      boolean rest = true;
      try {
        int count = ready.await(CHECK_EVERY_MS);
        long beganAt = beginRound();
        rest = readReady(count);
        if (beganAt - nextCheck >= 0) {
          nextCheck = beganAt + TimeUnit.MILLISECONDS.toNanos(CHECK_EVERY_MS);
          rest &= checkAll();
        }
        if (rest) {
          allWereEmpty(beganAt);
        }
      } catch (IOException | RuntimeException e) {
        failed(e);
      }
      if (rest && !closed) {
        LockSupport.parkNanos(pauseNs);
      }
    }
    ready.close();
  }

  private synchronized long beginRound() {
    return clock.beginRound();
  }

  private synchronized void allWereEmpty(long monotonic) {
    clock.allWereEmpty(monotonic);
  }

  /** False when more may wait than was read. */
  private boolean readReady(int count) {
    boolean empty = true;
    for (int i = 0; i < count; i++) {
      synchronized (this) {
        StampedUdpSocket socket = sockets.get(ready.descriptor(i));
        if (socket != null) {
          try {
            empty &= socket.read(batch, clock);
          } catch (IOException e) {
            failed(e);
          }
        }
      }
    }
    return empty && count < ReadyQueue.CAPACITY;
  }

  private boolean checkAll() {
    boolean empty = true;
    List<StampedUdpSocket> all;
    synchronized (this) {
      all = List.copyOf(sockets.values());
    }
    for (StampedUdpSocket socket : all) {
      empty &= check(socket);
    }
    return empty;
  }

  private synchronized boolean check(StampedUdpSocket socket) {
    if (!isOpen(socket)) {
      return true;
    }
    try {
      return socket.readAndTellDrops(batch, clock);
    } catch (IOException e) {
      failed(e);
      return true;
    }
  }

  private boolean isOpen(StampedUdpSocket socket) {
    return sockets.get(socket.socket().descriptor()) == socket;
  }

  void failed(Exception cause) {
    failed.warn(cause.toString());
  }

  synchronized void send(StampedUdpSocket socket, ByteBuffer datagram, InetSocketAddress receiver)
      throws IOException {
    if (!isOpen(socket)) {
      throw new SocketException("closed");
    }
    int length = datagram.remaining();
    if (length > LARGEST_SENT) {
      throw new SocketException("a datagram of " + length + " bytes is not for this use");
    }
    outgoing.clear().put(datagram);
    socket.socket().send(outgoing, length, receiver);
  }

  synchronized void close(StampedUdpSocket socket) {
    if (!isOpen(socket)) {
      return;
    }
    check(socket);
    sockets.remove(socket.socket().descriptor());
    socket.socket().close();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      List.copyOf(sockets.values()).forEach(this::close);
      proof.close();
    }
    ready.wake();
    LockSupport.unpark(thread);
  }
}
