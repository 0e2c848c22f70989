package io.camvitals.agent.source.file;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.source.PacketSource;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.agent.source.capture.CaptureObservers;
import io.camvitals.agent.source.capture.CapturedTraffic;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.VantagePoint;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays a capture file as fast as it can be read: the packets of the RTP streams in it, with the
 * file's times as their arrival. Drops that the file notes become capture loss at their place.
 */
public final class PcapFileSource implements PacketSource {
  private static final Logger LOG = LoggerFactory.getLogger(PcapFileSource.class);

  private final Path file;
  private final CaptureCounters counters;
  private final CapturedTraffic traffic;
  private CaptureReader reader;
  private boolean closed;
  private long dropped;

  /**
   * @param vantagePoint where the streams are said to have been seen; its interface is "file"
   * @param counters of that interface
   */
  public PcapFileSource(
      Path file,
      VantagePoint vantagePoint,
      PayloadTypeClocks clocks,
      StreamObservers observers,
      ConnectionObserver connections,
      CaptureCounters counters) {
    this.file = file;
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
    try (CaptureReader opened = open()) {
      TimestampFilter filter = new TimestampFilter(traffic, counters);
      opened.read(
          packet -> {
            noteDrops(opened);
            filter.packet(packet);
          });
      filter.end();
      noteDrops(opened);
      opened
          .damage()
          .ifPresent(damage -> LOG.warn("{}; what is before it was read", damage.toString()));
    } finally {
      traffic.close();
    }
  }

  private synchronized CaptureReader open() throws IOException {
    reader = CaptureReader.open(file);
    if (closed) {
      reader.stop();
    }
    return reader;
  }

  private void noteDrops(CaptureReader opened) {
    long total = 0;
    for (CaptureInterface each : opened.interfaces()) {
      total += each.dropped();
    }
    if (total > dropped) {
      counters.kernelDropped(total - dropped);
      traffic.captureDropped(total - dropped);
      dropped = total;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (reader != null) {
      reader.stop();
    }
  }
}
