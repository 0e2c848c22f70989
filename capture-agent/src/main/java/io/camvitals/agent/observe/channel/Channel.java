package io.camvitals.agent.observe.channel;

import io.camvitals.event.v1.StreamIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One channel of a camera with the streams that may go on in others: at most {@value
 * #MOST_STREAMS}, those heard last.
 */
final class Channel {
  private static final int MOST_STREAMS = 8;

  /** Packets of the stream before may be overtaken by those of the next. */
  private static final long OVERLAP_NS = 200_000_000L;

  private final String name;
  private final List<StreamSpan> spans = new ArrayList<>();
  private int changes;

  Channel(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void add(StreamSpan span) {
    if (spans.size() == MOST_STREAMS) {
      spans.remove(spans.stream().min(Comparator.comparingLong(StreamSpan::lastNs)).orElseThrow());
    }
    spans.add(span);
  }

  /** Arrival of the last packet of any of its streams. */
  long lastNs() {
    return spans.stream().mapToLong(StreamSpan::lastNs).max().orElse(Long.MIN_VALUE);
  }

  /**
   * The stream that may go on in this one: silent since this one began, rather between the same
   * endpoints or to the same receiver, else the one heard last.
   *
   * @return null when this one is the first, or all others go on beside it
   */
  StreamSpan predecessor(StreamSpan next) {
    return spans.stream()
        .filter(span -> span.firstNs() < next.firstNs() && !span.equals(next) && isOver(span, next))
        .max(
            Comparator.comparingInt((StreamSpan span) -> likeness(span.stream(), next.stream()))
                .thenComparingLong(StreamSpan::lastNs))
        .orElse(null);
  }

  /** A stream that has gone on in another goes on in no third one. */
  void remove(StreamSpan span) {
    spans.remove(span);
  }

  private static boolean isOver(StreamSpan span, StreamSpan next) {
    return span.lastNs() <= next.firstNs() + OVERLAP_NS;
  }

  private static int likeness(StreamIdentity before, StreamIdentity after) {
    if (sameEndpoints(before, after)) {
      return 2;
    }
    boolean sameReceiver =
        before.getDestination().getAddress().equals(after.getDestination().getAddress());
    return sameReceiver ? 1 : 0;
  }

  /** Counts a change; how many there were with it. */
  int changed() {
    return ++changes;
  }

  /** Whether two streams are carried alike between the same ends. */
  static boolean sameEndpoints(StreamIdentity one, StreamIdentity other) {
    return one.getTransport() == other.getTransport()
        && one.getSource().equals(other.getSource())
        && one.getDestination().equals(other.getDestination())
        && one.getInterleavedChannel() == other.getInterleavedChannel();
  }
}
