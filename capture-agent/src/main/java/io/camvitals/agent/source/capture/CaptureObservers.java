package io.camvitals.agent.source.capture;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.StreamObservers;

/**
 * Who is told of what captured packets hold.
 *
 * @param packets counts packets that were rejected, by reason, TCP segments among them; the
 *     streams' observers count what is accepted
 * @param frames counts interleaved frames within TCP that were rejected, by reason
 */
public record CaptureObservers(
    StreamObservers streams,
    ConnectionObserver connections,
    CaptureCounters packets,
    CaptureCounters frames) {
  /** One set of counters for all. */
  public CaptureObservers(
      StreamObservers streams, ConnectionObserver connections, CaptureCounters counters) {
    this(streams, connections, counters, counters);
  }
}
