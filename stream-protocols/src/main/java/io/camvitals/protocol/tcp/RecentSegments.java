package io.camvitals.protocol.tcp;

import java.util.concurrent.TimeUnit;

/**
 * The last IP packets of one direction, to notice one that the capture holds twice: mirror ports
 * copy packets on their way in and out, and a capture on all interfaces sees them on each.
 *
 * <p>Two are one when they agree in IPv4's identification and in everything that a retransmission
 * or a duplicate acknowledgement could change. Where there is no identification (IPv6, and 0 that
 * Linux gives to the answers of SYNs), a SYN is a copy within {@value #RECENT_MS} ms and data
 * within a millisecond; an acknowledgement without data too, but only once data or a SYN have shown
 * that the capture doubles packets.
 */
final class RecentSegments {
  private static final int REMEMBERED = 8;
  private static final int RECENT_MS = 100;
  private static final long RECENT_NS = TimeUnit.MILLISECONDS.toNanos(RECENT_MS);
  private static final long AT_ONCE_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Entry[] entries = new Entry[REMEMBERED];
  private int next;
  private boolean doubling;

  private static final class Entry {
    private int identification;
    private int sequence;
    private int acknowledgement;
    private int length;
    private int window;
    private int flags;
    private int timestamp;
    private long timeNs;

    private void set(TcpSegment segment) {
      identification = segment.identification();
      sequence = segment.sequenceNumber();
      acknowledgement = segment.acknowledgmentNumber();
      length = segment.payloadLength();
      window = segment.window();
      flags = segment.flags();
      timestamp = segment.options().timestampValue();
      timeNs = segment.arrivalNs();
    }

    private boolean equals(TcpSegment segment) {
      return identification == segment.identification()
          && sequence == segment.sequenceNumber()
          && acknowledgement == segment.acknowledgmentNumber()
          && length == segment.payloadLength()
          && window == segment.window()
          && flags == segment.flags()
          && timestamp == segment.options().timestampValue();
    }
  }

  /** Whether the segment is a copy of one of them; else it is remembered. */
  boolean holds(TcpSegment segment) {
    for (Entry entry : entries) {
      if (entry != null && entry.equals(segment) && isCopy(segment, entry.timeNs)) {
        doubling |= segment.payloadLength() > 0 || segment.syn();
        return true;
      }
    }
    if (entries[next] == null) {
      entries[next] = new Entry();
    }
    entries[next].set(segment);
    next = (next + 1) % REMEMBERED;
    return false;
  }

  private boolean isCopy(TcpSegment segment, long earlierNs) {
    long apart = segment.arrivalNs() - earlierNs;
    if (segment.identification() > 0 || segment.syn()) {
      return apart < RECENT_NS;
    }
    return apart < AT_ONCE_NS && (segment.payloadLength() > 0 || doubling);
  }
}
