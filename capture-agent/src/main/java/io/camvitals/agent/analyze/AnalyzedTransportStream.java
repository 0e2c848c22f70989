package io.camvitals.agent.analyze;

import io.camvitals.agent.observe.TransportStreamObserver;
import io.camvitals.agent.observe.TransportStreamProbe;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.mpegts.TransportStreamFigure;
import java.nio.ByteBuffer;

/** Measures one transport stream of a capture from its first datagram to its last. */
final class AnalyzedTransportStream implements TransportStreamObserver {
  private final StreamIdentity identity;
  private final Figures<TransportStreamFigure> total = new Figures<>(TransportStreamFigure.class);
  private final TransportStreamProbe probe =
      new TransportStreamProbe((secondStartNs, figures) -> total.merge(figures));
  private long datagrams;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;

  AnalyzedTransportStream(StreamIdentity identity) {
    this.identity = identity;
  }

  @Override
  public void datagram(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength, long arrivalNs) {
    datagrams++;
    firstNs = Math.min(firstNs, arrivalNs);
    lastNs = Math.max(lastNs, arrivalNs);
    probe.datagram(buffer, offset, capturedLength, wireLength, arrivalNs);
  }

  @Override
  public void captureDropped(long packets) {
    probe.captureDropped();
  }

  @Override
  public void close() {
    probe.flush();
  }

  long datagrams() {
    return datagrams;
  }

  TransportStreamReport report() {
    probe.flush();
    return new TransportStreamReport(
        identity, probe.packetSize(), total.copy(), probe.programs(), firstNs, lastNs);
  }
}
