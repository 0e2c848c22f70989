package io.camvitals.agent.source.file;

import io.camvitals.agent.source.packet.CapturedPacket;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A capture among others that are open at once, with its next packet. A time more than an hour away
 * from the one before does not hold up the others: it counts when a second one is near it.
 */
final class MergedCapture {
  private static final long NEAR_NS = TimeUnit.HOURS.toNanos(1);

  private final CaptureInput input;
  private final CaptureReader reader;
  private final CapturedPacket own = new CapturedPacket();
  private CapturedPacket packet = own;
  private long timeNs;
  private long doubtedNs;

  MergedCapture(CaptureInput input) throws IOException {
    this.input = input;
    this.reader = input.open();
    this.timeNs = input.firstNs();
    this.doubtedNs = timeNs;
  }

  /** Goes to the next packet; false at the end. */
  boolean advance() throws IOException {
    packet = input.pollAhead();
    if (packet == null) {
      packet = own;
      if (!reader.read(own)) {
        return false;
      }
    }
    if (packet.timestamped()) {
      long ns = packet.timestampNs();
      if (isNear(ns, timeNs) || isNear(ns, doubtedNs)) {
        timeNs = ns;
      }
      doubtedNs = ns;
    }
    return true;
  }

  private static boolean isNear(long oneNs, long otherNs) {
    long difference = oneNs - otherNs;
    return difference <= NEAR_NS && difference >= -NEAR_NS;
  }

  CaptureReader reader() {
    return reader;
  }

  CapturedPacket packet() {
    return packet;
  }

  /** Time of the packet; the one before while it is doubted. */
  long timeNs() {
    return timeNs;
  }

  /** When the file begins; Long.MAX_VALUE when it does not tell. */
  long firstNs() {
    return input.firstNs();
  }
}
