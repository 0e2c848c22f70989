package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.Extreme;
import io.camvitals.agent.analyze.trace.PacketNumbers;
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
  private final PacketNumbers numbers;
  private final Extreme worstSecond = new Extreme();
  private final TransportStreamProbe probe = new TransportStreamProbe(this::second);
  private long datagrams;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;

  AnalyzedTransportStream(StreamIdentity identity, PacketNumbers numbers) {
    this.identity = identity;
    this.numbers = numbers;
  }

  private void second(long startNs, Figures<TransportStreamFigure> figures) {
    total.merge(figures);
    long errors = figures.get(TransportStreamFigure.CONTINUITY_ERRORS);
    if (errors > 0 && errors > worstSecond.value()) {
      worstSecond.note(errors, numbers.since(startNs));
    }
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
        identity, probe.packetSize(), total.copy(), probe.programs(), firstNs, lastNs, worstSecond);
  }
}
