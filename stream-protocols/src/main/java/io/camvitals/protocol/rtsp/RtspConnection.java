package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One TCP connection whose every wait has a deadline and can be cancelled: another thread makes the
 * condition true and wakes the selector. Deadlines are of {@link System#nanoTime}.
 */
final class RtspConnection implements AutoCloseable {
  private static final long NS_PER_MS = 1_000_000;

  private final Selector selector;
  private final BooleanSupplier cancelled;
  private final SocketChannel channel;
  private final SelectionKey key;
  private boolean cancellable = true;
  private boolean broken;

  /** Connects within the time. */
  RtspConnection(
      Selector selector, BooleanSupplier cancelled, InetSocketAddress server, Duration timeout)
      throws IOException {
    this.selector = selector;
    this.cancelled = cancelled;
    this.channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      this.key = channel.register(selector, SelectionKey.OP_CONNECT);
      connect(server, System.nanoTime() + timeout.toNanos());
      key.interestOps(SelectionKey.OP_READ);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void connect(InetSocketAddress server, long deadlineNs) throws IOException {
    if (server.isUnresolved()) {
      throw new RtspSessionException("host " + server.getHostString() + " is not known");
    }
    try {
      boolean connected = channel.connect(server);
      while (!connected) {
        if (!await(deadlineNs)) {
          throw new RtspSessionException("no connection to " + server + " in time");
        }
        connected = channel.finishConnect();
      }
    } catch (ConnectException e) {
      throw new RtspSessionException("no connection to " + server + ": " + e.getMessage());
    }
  }

  InetSocketAddress client() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  InetSocketAddress server() throws IOException {
    return (InetSocketAddress) channel.getRemoteAddress();
  }

  /** Waits for bytes: their number, 0 when the deadline has come, -1 when the peer has closed. */
  int read(ByteBuffer buffer, long deadlineNs) throws IOException {
    if (!await(deadlineNs)) {
      return 0;
    }
    try {
      int count = channel.read(buffer);
      broken |= count < 0;
      return count;
    } catch (IOException e) {
      broken = true;
      throw new RtspSessionException("the connection broke: " + e.getMessage());
    }
  }

  /** Writes all of the buffer. */
  void write(ByteBuffer buffer, long deadlineNs) throws IOException {
    boolean whole = false;
    try {
      channel.write(buffer);
      while (buffer.hasRemaining()) {
        key.interestOps(SelectionKey.OP_WRITE);
        if (!await(deadlineNs)) {
          throw new RtspSessionException("the camera takes no more bytes");
        }
        channel.write(buffer);
      }
      key.interestOps(SelectionKey.OP_READ);
      whole = true;
    } catch (RtspSessionException e) {
      throw e;
    } catch (IOException e) {
      throw new RtspSessionException("the connection broke: " + e.getMessage());
    } finally {
      broken |= !whole;
    }
  }

  /** From now on nothing is cancelled: what is left to do has a short deadline. */
  void finish() {
    cancellable = false;
  }

  /** True when no further request can succeed. */
  boolean broken() {
    return broken;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    // Frees the descriptor now rather than at the next select.
    selector.selectNow();
  }

  /** True when the channel is ready, false when the deadline has come. */
  private boolean await(long deadlineNs) throws IOException {
    while (true) {
      if (cancellable && cancelled.getAsBoolean()) {
        throw new SessionClosedException();
      }
      long left = deadlineNs - System.nanoTime();
      int ready =
          left <= 0
              ? selector.selectNow(RtspConnection::ignore)
              : selector.select(RtspConnection::ignore, (left + NS_PER_MS - 1) / NS_PER_MS);
      if (ready > 0) {
        return true;
      }
      if (left <= 0) {
        return false;
      }
    }
  }

  private static void ignore(SelectionKey ready) {
    // There is only one.
  }
}
