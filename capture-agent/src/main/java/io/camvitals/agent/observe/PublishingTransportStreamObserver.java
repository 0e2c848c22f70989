package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.v1.StreamIdentity;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One transport stream without RTP on its way into events; locked as a {@link StreamObserver}. */
final class PublishingTransportStreamObserver implements TransportStreamObserver, TickedObserver {
  private final StreamIdentity stream;
  private final TransportStreamEvents events;
  private final CaptureCounters counters;
  private final LongSupplier ticks;
  private final long ticksPerSecond;
  private final Consumer<PublishingTransportStreamObserver> whenClosed;
  private volatile long lastPacketTick;
  private boolean closed;

  PublishingTransportStreamObserver(
      StreamIdentity stream,
      String key,
      EventPublisher publisher,
      CaptureCounters counters,
      LongSupplier ticks,
      long ticksPerSecond,
      Consumer<PublishingTransportStreamObserver> whenClosed) {
    this.stream = stream;
    this.events = new TransportStreamEvents(stream, key, publisher);
    this.counters = counters;
    this.ticks = ticks;
    this.ticksPerSecond = ticksPerSecond;
    this.whenClosed = whenClosed;
    this.lastPacketTick = ticks.getAsLong();
  }

  @Override
  public synchronized void datagram(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength, long arrivalNs) {
    if (!closed) {
      lastPacketTick = ticks.getAsLong();
      counters.accepted();
      events.datagram(buffer, offset, capturedLength, wireLength, arrivalNs);
    }
  }

  @Override
  public synchronized void captureDropped(long packets) {
    events.captureDropped();
  }

  @Override
  public synchronized void tick(long openedBy) {
    if (!closed && lastPacketTick < openedBy - ticksPerSecond) {
      events.flush();
    }
  }

  @Override
  public long lastPacketTick() {
    return lastPacketTick;
  }

  @Override
  public String interfaceName() {
    return stream.getVantagePoint().getInterface();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      events.flush();
    }
    whenClosed.accept(this);
  }
}
