package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.RtcpEvent;
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
  private final String key;
  private final EventPublisher publisher;
  private final PacketBatcher batcher;
  private final StreamFrameEvents frames;
  private final TransportStreamEvents transportStream;
  private final CaptureCounters counters;
  private final CanonicalNames names;
  private final LongSupplier ticks;
  private final long ticksPerSecond;
  private final Consumer<PublishingStreamObserver> whenClosed;
  private final ClockRateInference clockRate;
  private volatile StreamIdentity stream;
  private volatile long lastPacketTick;
  private boolean closed;

  PublishingStreamObserver(
      StreamIdentity stream,
      MediaFormat format,
      String key,
      int packets,
      EventPublisher publisher,
      CaptureCounters counters,
      CanonicalNames names,
      LongSupplier ticks,
      long ticksPerSecond,
      Consumer<PublishingStreamObserver> whenClosed) {
    this.stream = stream;
    this.key = key;
    this.publisher = publisher;
    this.batcher = new PacketBatcher(stream, key, packets, publisher);
    this.frames = new StreamFrameEvents(stream, format, key, publisher);
    this.clockRate = ClockRateInference.of(stream);
    this.transportStream =
        TransportStreamEvents.has(stream)
            ? new TransportStreamEvents(stream, key, publisher)
            : null;
    this.counters = counters;
    this.names = names;
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
    int flags = frames.packet(packet, arrivalNs);
    batcher.append(packet, arrivalNs, wireSize, flags, tick);
    if (clockRate != null && clockRate.packet(packet, arrivalNs)) {
      learn(clockRate.learned(stream));
    }
    if (transportStream != null) {
      transportStream.datagram(
          packet.buffer(),
          packet.payloadOffset(),
          packet.capturedPayloadLength(),
          packet.payloadLength(),
          arrivalNs);
    }
  }

  /** What is told from now on is of the stream with what was learned of it. */
  private void learn(StreamIdentity learned) {
    stream = learned;
    batcher.closeIfOpenedBy(Long.MAX_VALUE);
    batcher.identity(learned);
    frames.identity(learned);
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
    RtcpEvent.Builder event = RtcpEvents.of(stream, arrivalNs, compound).toBuilder();
    compound
        .cname(stream.getSsrc())
        .ifPresent(name -> event.addAllCompanionSsrc(names.named(stream, name, arrivalNs)));
    publisher.publish(Topic.RTCP, key, event.build().toByteArray());
  }

  @Override
  public synchronized void captureDropped(long packets) {
    if (!closed) {
      batcher.captureDropped(packets, ticks.getAsLong());
      frames.captureDropped();
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
      if (!closed && lastPacketTick <= openedBy) {
        frames.pausing();
      }
      if (!closed && lastPacketTick < openedBy - ticksPerSecond) {
        frames.silent();
        if (transportStream != null) {
          transportStream.flush();
        }
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
      frames.flush();
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
