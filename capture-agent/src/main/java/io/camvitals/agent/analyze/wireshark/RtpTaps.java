package io.camvitals.agent.analyze.wireshark;

import java.util.Arrays;

/**
 * The RTP packets of the frame at hand, which are counted when the whole frame is dissected. Four
 * places are used in turn for a whole capture: of more than four packets in one frame the later
 * ones overwrite the earlier ones, which are then counted with the later ones' header. This is how
 * Wireshark comes to report negative loss on connections with many packets in one segment.
 */
final class RtpTaps {
  private static final int PLACES = 4;

  private final RtpTap[] places = new RtpTap[PLACES];
  private int current;
  private RtpTap[] queue = new RtpTap[PLACES];
  private long[] uses = new long[PLACES];
  private int queued;

  RtpTaps() {
    Arrays.setAll(places, place -> new RtpTap());
  }

  /** The place for the next packet, whether or not it turns out to be RTP. */
  RtpTap next() {
    current = (current + 1) % PLACES;
    places[current].uses++;
    return places[current];
  }

  /** Marks a packet to be counted. */
  void queue(RtpTap packet) {
    if (queued == queue.length) {
      queue = Arrays.copyOf(queue, 2 * queued);
      uses = Arrays.copyOf(uses, 2 * queued);
    }
    uses[queued] = packet.uses;
    queue[queued++] = packet;
  }

  /** Packets marked since the last {@link #flush}. */
  int queued() {
    return queued;
  }

  /** Takes a packet to be counted. */
  @FunctionalInterface
  interface Counter {
    /**
     * @param overwritten whether the headers are those of a later packet
     */
    void count(RtpTap packet, boolean overwritten);
  }

  /** Hands over all that were marked, as their places are now. */
  void flush(Counter counter) {
    for (int i = 0; i < queued; i++) {
      counter.count(queue[i], queue[i].uses != uses[i]);
    }
    queued = 0;
  }
}
