package io.camvitals.agent.source.socket;

import io.camvitals.agent.logging.RepeatedWarning;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each socket's listener what the kernel dropped of it, by the kernel's table of all sockets:
 * each second, and of one socket when it is asked for.
 */
final class KernelDropWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KernelDropWatch.class);
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PAUSES_PER_READ = 50;

  private final RepeatedWarning unreadable =
      new RepeatedWarning(LOG, "The kernel's drop counters cannot be read");
  private final Map<Integer, NioUdpSocket> sockets;
  private final KernelDrops table;
  private long lastReadAt = System.nanoTime() - PAUSE_NS;
  private long pauseNs = PAUSE_NS;

  KernelDropWatch(Map<Integer, NioUdpSocket> sockets) throws IOException {
    this.sockets = sockets;
    this.table = new KernelDrops();
    if (!table.areTold()) {
      LOG.warn(
          "This system does not tell what its UDP sockets dropped; such loss looks like the"
              + " network's");
    }
  }

  /** Looks at all sockets. */
  void checkAll() {
    read();
    sockets.values().forEach(this::tell);
  }

  /** Looks at one socket, unless all were looked at a moment ago. */
  void check(NioUdpSocket socket) {
    boolean due;
    synchronized (this) {
      due = System.nanoTime() - lastReadAt >= pauseNs;
    }
    if (due) {
      read();
    }
    tell(socket);
  }

  private synchronized void read() {
    lastReadAt = System.nanoTime();
    try {
      table.visit(this::noteCounter);
    } catch (IOException e) {
      unreadable.warn(String.valueOf(e.getMessage()));
    }
    // Where thousands of sockets make the table long, many gaps must not make reading it a burden.
    pauseNs = Math.max(PAUSE_NS, PAUSES_PER_READ * (System.nanoTime() - lastReadAt));
  }

  private void noteCounter(int port, int drops) {
    NioUdpSocket socket = sockets.get(port);
    if (socket != null) {
      socket.noteKernelDrops(drops);
    }
  }

  /** Outside of any lock of this object, since the listener may have one of its own. */
  private void tell(NioUdpSocket socket) {
    int dropped = socket.takeKernelDrops();
    if (dropped > 0) {
      socket.listener.dropped(dropped);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    table.close();
  }
}
