package io.camvitals.agent.source.live;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.source.PacketSource;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.agent.source.capture.CaptureObservers;
import io.camvitals.agent.source.capture.CapturedTraffic;
import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.VantagePoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a network interface through libpcap. Packets carry the kernel's times. What the kernel
 * or the interface dropped is asked for each second and becomes capture loss of every stream that
 * is open. An interface that cannot be opened, or goes down, is tried again until it works.
 */
public final class PcapLiveSource implements PacketSource {
  private static final Logger LOG = LoggerFactory.getLogger(PcapLiveSource.class);

  /** A stream that was silent for so long has ended. */
  private static final long IDLE_NS = TimeUnit.SECONDS.toNanos(60);

  /** Between two attempts to open an interface that is down, or not there yet. */
  private static final long RETRY_MS = 2_000;

  private final LiveCaptureSettings settings;
  private final String interfaceName;
  private final CaptureCounters counters;
  private final CapturedTraffic traffic;
  private final CapturedPacket packet = new CapturedPacket();
  private PcapHandle handle;
  private boolean closed;
  private long dropped;
  private long interfaceDropped;

  /**
   * @param vantagePoint its interface names the one to listen on
   * @param counters of that interface
   */
  public PcapLiveSource(
      LiveCaptureSettings settings,
      VantagePoint vantagePoint,
      PayloadTypeClocks clocks,
      StreamObservers observers,
      ConnectionObserver connections,
      CaptureCounters counters) {
    this.settings = settings;
    this.interfaceName = vantagePoint.getInterface();
    this.counters = counters;
    this.traffic =
        new CapturedTraffic(
            vantagePoint,
            clocks,
            CaptureLimits.AGENT,
            new CaptureObservers(observers, connections, counters));
  }

  @Override
  public void run() throws IOException {
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "capture-statistics-" + interfaceName);
              thread.setDaemon(true);
              return thread;
            });
    try {
      var unused = ticker.scheduleAtFixedRate(this::everySecond, 1, 1, TimeUnit.SECONDS);
      String told = "";
      while (!isClosed()) {
        try {
          capture();
        } catch (IOException e) {
          counters.capturing(false);
          if (!told.equals(e.getMessage())) {
            LOG.error("{}; tried again every {} s", e.getMessage(), RETRY_MS / 1_000);
          }
          told = e.getMessage();
          awaitRetry();
        }
      }
    } finally {
      ticker.shutdownNow();
      end();
    }
  }

  /** Captures until {@link #close}, or throws when the interface cannot be opened or went down. */
  private void capture() throws IOException {
    if (!open()) {
      return;
    }
    try {
      int linkType = handle.getDlt().value();
      handle.loop(-1, (byte[] bytes) -> captured(bytes, linkType));
    } catch (InterruptedException e) {
      // breakLoop: close() was called.
    } catch (PcapNativeException e) {
      throw new IOException(
          "interface " + interfaceName + ": capturing failed: " + e.getMessage(), e);
    } catch (NotOpenException e) {
      throw new IllegalStateException(e);
    } finally {
      release();
    }
  }

  private synchronized boolean open() throws IOException {
    if (closed) {
      return false;
    }
    handle = PcapOpener.open(interfaceName, settings);
    dropped = 0;
    interfaceDropped = 0;
    counters.capturing(true);
    LOG.info(
        "listening on {}, filter \"{}\", link type {}",
        interfaceName,
        settings.filter(),
        handle.getDlt().name());
    return true;
  }

  private synchronized void release() {
    noteDrops();
    handle.close();
    handle = null;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void awaitRetry() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MS);
    try {
      for (long left = RETRY_MS; !closed && left > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private synchronized void captured(byte[] bytes, int linkType) {
    Timestamp time = handle.getTimestamp();
    packet.set(ByteBuffer.wrap(bytes), 0, bytes.length, handle.getOriginalLength(), linkType, 0);
    packet.setTimestampNs(Math.floorDiv(time.getTime(), 1_000L) * 1_000_000_000L + time.getNanos());
    traffic.packet(packet);
  }

  /** On a thread of its own: the loop's thread waits in libpcap while no packet comes. */
  private synchronized void everySecond() {
    if (closed) {
      return;
    }
    if (handle != null) {
      noteDrops();
      noteState();
    }
    traffic.advance(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()), IDLE_NS);
  }

  /** libpcap waits without a word while an interface is down. */
  private void noteState() {
    boolean up = LinkState.isUp(interfaceName);
    if (up != counters.isCapturing()) {
      LOG.warn(
          "interface {} is {}", interfaceName, up ? "up again" : "down: no packet can be seen");
      counters.capturing(up);
    }
  }

  /** Counts are libpcap's own, of 32 bits; less than before means that they began anew. */
  private void noteDrops() {
    try {
      var statistics = handle.getStats();
      long kernel = Integer.toUnsignedLong((int) statistics.getNumPacketsDropped());
      long device = Integer.toUnsignedLong((int) statistics.getNumPacketsDroppedByIf());
      long news = Math.max(0, kernel - dropped);
      long deviceNews = Math.max(0, device - interfaceDropped);
      dropped = kernel;
      interfaceDropped = device;
      if (news + deviceNews > 0) {
        counters.kernelDropped(news);
        counters.interfaceDropped(deviceNews);
        traffic.captureDropped(news + deviceNews);
      }
    } catch (PcapNativeException | NotOpenException e) {
      LOG.debug("interface {}: no statistics: {}", interfaceName, e.getMessage());
    }
  }

  private synchronized void end() {
    closed = true;
    traffic.close();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    notifyAll();
    if (handle != null) {
      try {
        handle.breakLoop();
      } catch (NotOpenException e) {
        LOG.debug("interface {}: closed already", interfaceName);
      }
    }
  }
}
