package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.logging.RepeatedWarning;
import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.rtsp.UdpSocket.Role;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charges what the kernel dropped to the stream that it was of. All sockets are looked at each
 * second; one with a gap in its sequence numbers is looked at before the packet behind the gap is
 * taken, so that the loss lies in the same batch as the gap, and a window is never held against a
 * camera for what was lost here.
 */
final class KernelDropWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KernelDropWatch.class);
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long PAUSES_PER_READ = 50;

  private final RepeatedWarning unreadable =
      new RepeatedWarning(LOG, "The kernel's drop counters cannot be read");
  private final CaptureCounters counters;
  private final Map<Integer, UdpSocket> sockets;
  private final KernelDrops table;
  private long lastReadAt = System.nanoTime() - PAUSE_NS;
  private long pauseNs = PAUSE_NS;

  KernelDropWatch(CaptureCounters counters, Map<Integer, UdpSocket> sockets) throws IOException {
    this.counters = counters;
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
    sockets.values().forEach(this::charge);
  }

  /** Looks at one socket, unless all were looked at a moment ago. */
  void check(UdpSocket socket) {
    boolean due;
    synchronized (this) {
      due = System.nanoTime() - lastReadAt >= pauseNs;
    }
    if (due) {
      read();
    }
    charge(socket);
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
    UdpSocket socket = sockets.get(port);
    if (socket != null) {
      socket.noteKernelDrops(drops);
    }
  }

  /** Outside of any lock of this object, since the stream has one of its own. */
  private void charge(UdpSocket socket) {
    int dropped = socket.takeKernelDrops();
    if (dropped > 0) {
      counters.kernelDropped(dropped);
      if (socket.role == Role.RTP) {
        socket.pair.kernelDropped(dropped);
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    table.close();
  }
}
