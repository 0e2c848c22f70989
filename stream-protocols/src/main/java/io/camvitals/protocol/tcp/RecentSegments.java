package io.camvitals.protocol.tcp;

import java.util.concurrent.TimeUnit;

/**
 * The last IP packets of one direction, to notice one that the capture holds twice: mirror ports
 * copy packets on their way in and out. Two are one when they agree in IPv4's identification and in
 * everything that a retransmission or duplicate acknowledgement could change. IPv6 has no such
 * number, and 0 is none, so copies of these are not noticed.
 */
final class RecentSegments {
  private static final int REMEMBERED = 8;
  private static final long RECENT_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final int[] identifications = new int[REMEMBERED];
  private final int[] sequences = new int[REMEMBERED];
  private final int[] acknowledgements = new int[REMEMBERED];
  private final int[] lengths = new int[REMEMBERED];
  private final long[] times = new long[REMEMBERED];
  private int next;

  /** Whether the segment is among them; else it is remembered. */
  boolean holds(TcpSegment segment) {
    if (segment.identification() <= 0) {
      return false;
    }
    for (int i = 0; i < REMEMBERED; i++) {
      if (identifications[i] == segment.identification()
          && sequences[i] == segment.sequenceNumber()
          && acknowledgements[i] == segment.acknowledgmentNumber()
          && lengths[i] == segment.payloadLength()
          && segment.arrivalNs() - times[i] < RECENT_NS) {
        return true;
      }
    }
    identifications[next] = segment.identification();
    sequences[next] = segment.sequenceNumber();
    acknowledgements[next] = segment.acknowledgmentNumber();
    lengths[next] = segment.payloadLength();
    times[next] = segment.arrivalNs();
    next = (next + 1) % REMEMBERED;
    return false;
  }
}
