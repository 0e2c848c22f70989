package io.camvitals.agent.analyze.wireshark;

import java.util.Arrays;
import java.util.function.Consumer;

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
  private int queued;

  RtpTaps() {
    Arrays.setAll(places, place -> new RtpTap());
  }

  /** The place for the next packet, whether or not it turns out to be RTP. */
  RtpTap next() {
    current = (current + 1) % PLACES;
    return places[current];
  }

  /** Marks a packet to be counted. */
  void queue(RtpTap packet) {
    if (queued == queue.length) {
      queue = Arrays.copyOf(queue, 2 * queued);
    }
    queue[queued++] = packet;
  }

  /** Packets marked since the last {@link #flush}. */
  int queued() {
    return queued;
  }

  /** Hands over all that were marked, as their places are now. */
  void flush(Consumer<RtpTap> counter) {
    for (int i = 0; i < queued; i++) {
      counter.accept(queue[i]);
    }
    queued = 0;
  }
}
