package io.camvitals.agent.observe.channel;

import io.camvitals.event.v1.StreamChangeEvent.ChannelEvidence;
import io.camvitals.event.v1.StreamIdentity;
import java.util.concurrent.atomic.AtomicLong;

/** From when to when one stream of a channel was seen. Its time may be read from any thread. */
final class StreamSpan {
  private final StreamIdentity stream;
  private final Channel channel;
  private final ChannelEvidence evidence;
  private final long firstNs;
  private final AtomicLong lastNs;
  private final AtomicLong longestPauseNs = new AtomicLong();

  /**
   * @param stream with the channel's name
   * @param evidence by what it is known to be of the channel
   */
  StreamSpan(StreamIdentity stream, Channel channel, ChannelEvidence evidence, long firstNs) {
    this.stream = stream;
    this.channel = channel;
    this.evidence = evidence;
    this.firstNs = firstNs;
    this.lastNs = new AtomicLong(firstNs);
  }

  /** A packet came. Called by one thread at a time. */
  void packet(long arrivalNs) {
    // Late is early enough for who compares seconds: no fence for each packet.
    long pauseNs = arrivalNs - lastNs.getOpaque();
    if (pauseNs > longestPauseNs.getOpaque()) {
      longestPauseNs.setOpaque(pauseNs);
    }
    lastNs.setOpaque(arrivalNs);
  }

  StreamIdentity stream() {
    return stream;
  }

  Channel channel() {
    return channel;
  }

  ChannelEvidence evidence() {
    return evidence;
  }

  long firstNs() {
    return firstNs;
  }

  long lastNs() {
    return lastNs.getOpaque();
  }

  /** The longest time between two packets. */
  long longestPauseNs() {
    return longestPauseNs.getOpaque();
  }
}
