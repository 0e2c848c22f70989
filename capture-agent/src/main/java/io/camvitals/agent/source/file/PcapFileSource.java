package io.camvitals.agent.source.file;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.source.PacketSource;
import io.camvitals.agent.source.packet.DetectorLimits;
import io.camvitals.agent.source.packet.PacketDemultiplexer;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.agent.source.packet.RtpStreamDetector;
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
  private final RtpStreamDetector detector;
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
      CaptureCounters counters) {
    this.file = file;
    this.counters = counters;
    this.detector =
        new RtpStreamDetector(vantagePoint, clocks, DetectorLimits.AGENT, observers, counters);
  }

  @Override
  public void run() throws IOException {
    try (CaptureReader opened = open()) {
      TimestampFilter filter =
          new TimestampFilter(new PacketDemultiplexer(detector, counters), counters);
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
      detector.close();
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
      detector.captureDropped(total - dropped);
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
