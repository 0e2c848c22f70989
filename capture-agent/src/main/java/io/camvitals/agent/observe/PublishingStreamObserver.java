package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.RtcpFormatException;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One stream on its way into batches, frames and RTCP events. Packets come from the source's
 * thread, ticks from the ticker's, and losses from the publisher's: a lock for each stream, free
 * but for the instant of a tick, keeps them apart.
 */
final class PublishingStreamObserver implements StreamObserver, TickedObserver {
  private final StreamIdentity stream;
  private final String key;
  private final EventPublisher publisher;
  private final PacketBatcher batcher;
  private final StreamFrames frames;
  private final TransportStreamEvents transportStream;
  private final CaptureCounters counters;
  private final LongSupplier ticks;
  private final long ticksPerSecond;
  private final Consumer<PublishingStreamObserver> whenClosed;
  private volatile long lastPacketTick;
  private boolean closed;

  PublishingStreamObserver(
      StreamIdentity stream,
      String key,
      int packets,
      EventPublisher publisher,
      CaptureCounters counters,
      LongSupplier ticks,
      long ticksPerSecond,
      Consumer<PublishingStreamObserver> whenClosed) {
    this.stream = stream;
    this.key = key;
    this.publisher = publisher;
    this.batcher = new PacketBatcher(stream, key, packets, publisher);
    this.frames = StreamFrames.has(stream) ? new StreamFrames(stream, key, publisher) : null;
    this.transportStream =
        TransportStreamEvents.has(stream)
            ? new TransportStreamEvents(stream, key, publisher)
            : null;
    this.counters = counters;
    this.ticks = ticks;
    this.ticksPerSecond = ticksPerSecond;
    this.whenClosed = whenClosed;
    this.lastPacketTick = ticks.getAsLong();
  }

  @Override
  public synchronized void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
    if (closed) {
      return;
    }
    long tick = ticks.getAsLong();
    lastPacketTick = tick;
    counters.accepted();
    int flags = frames == null ? 0 : frames.observe(packet, arrivalNs);
    batcher.append(packet, arrivalNs, wireSize, flags, tick);
    if (transportStream != null) {
      transportStream.datagram(
          packet.buffer(),
          packet.payloadOffset(),
          packet.capturedPayloadLength(),
          packet.payloadLength(),
          arrivalNs);
    }
  }

  @Override
  public synchronized void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (closed) {
      return;
    }
    RtcpCompound compound;
    try {
      compound = RtcpCompound.parse(buffer, offset, length);
    } catch (RtcpFormatException e) {
      counters.rejected("rtcp-" + e.fault().reason());
      return;
    }
    counters.accepted();
    publisher.publish(Topic.RTCP, key, RtcpEvents.of(stream, arrivalNs, compound).toByteArray());
  }

  @Override
  public synchronized void captureDropped(long packets) {
    if (!closed) {
      batcher.captureDropped(packets, ticks.getAsLong());
      if (transportStream != null) {
        transportStream.captureDropped();
      }
    }
  }

  /** Packets of this stream that were accepted and will not reach Kafka; even after its end. */
  synchronized void letGo(long packets) {
    batcher.captureDropped(packets, ticks.getAsLong());
  }

  @Override
  public void tick(long openedBy) {
    synchronized (this) {
      batcher.closeIfOpenedBy(openedBy);
      if (frames != null && !closed && lastPacketTick <= openedBy) {
        frames.silent();
      }
      if (transportStream != null && !closed && lastPacketTick < openedBy - ticksPerSecond) {
        transportStream.flush();
      }
    }
    endWhenTold();
  }

  @Override
  public String interfaceName() {
    return stream.getVantagePoint().getInterface();
  }

  @Override
  public long lastPacketTick() {
    return lastPacketTick;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (frames != null) {
        frames.flush();
      }
      if (transportStream != null) {
        transportStream.flush();
      }
      batcher.closeIfOpenedBy(Long.MAX_VALUE);
    }
    endWhenTold();
  }

  /** Ends once no loss is left to be told: when the last batch was let go, one more tells of it. */
  private void endWhenTold() {
    boolean told;
    synchronized (this) {
      told = closed && batcher.isEmpty();
    }
    if (told) {
      whenClosed.accept(this);
    }
  }
}
