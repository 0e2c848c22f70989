package io.camvitals.agent.observe;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.agent.publish.LetGoListener;
import io.camvitals.event.PacketBatchColumns;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.StreamIdentity;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns what sources see into events for a publisher. One ticker closes the batches of all streams
 * by age. What the publisher lets go comes back here and is added to the capture loss of the stream
 * that it was of, so that the stream's next batch tells of it.
 */
public final class PublishingStreamObservers implements StreamObservers, AutoCloseable {
  private static final int TICKS_PER_AGE = 4;

  /** Where packets are counted of which the disk no longer says from which interface they came. */
  private static final String UNREADABLE_INTERFACE = "queue";

  private final EventPublisher publisher;
  private final CaptureInterfaces interfaces;
  private final BatchSettings settings;
  private final Map<String, PublishingStreamObserver> streams = new ConcurrentHashMap<>();
  private final Map<String, PublishingTransportStreamObserver> transportStreams =
      new ConcurrentHashMap<>();
  private final CanonicalNames names = new CanonicalNames();
  private final AtomicLong ticks = new AtomicLong();
  private final long ticksPerSecond;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "batch-ticker");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts the ticker, and takes the place of the publisher's listener. */
  public PublishingStreamObservers(
      EventPublisher publisher, CaptureInterfaces interfaces, BatchSettings settings) {
    this.publisher = publisher;
    this.interfaces = interfaces;
    this.settings = settings;
    long tickNs = settings.age().toNanos() / TICKS_PER_AGE;
    this.ticksPerSecond = Math.max(1, TimeUnit.SECONDS.toNanos(1) / tickNs);
    publisher.onLetGo(new LossToStream());
    var unused = ticker.scheduleAtFixedRate(this::tick, tickNs, tickNs, TimeUnit.NANOSECONDS);
  }

  @Override
  public StreamObserver open(StreamIdentity stream) {
    return open(stream, MediaFormat.UNKNOWN);
  }

  @Override
  public StreamObserver open(StreamIdentity stream, MediaFormat format) {
    String key = StreamKeys.of(stream);
    PublishingStreamObserver observer =
        new PublishingStreamObserver(
            stream,
            format,
            key,
            settings.packets(),
            publisher,
            interfaces.counters(stream.getVantagePoint().getInterface()),
            names,
            ticks::get,
            ticksPerSecond,
            closed -> streams.remove(key, closed));
    return replace(streams, key, observer);
  }

  @Override
  public TransportStreamObserver openTransportStream(StreamIdentity stream) {
    String key = StreamKeys.of(stream);
    PublishingTransportStreamObserver observer =
        new PublishingTransportStreamObserver(
            stream,
            key,
            publisher,
            interfaces.counters(stream.getVantagePoint().getInterface()),
            ticks::get,
            ticksPerSecond,
            closed -> transportStreams.remove(key, closed));
    return replace(transportStreams, key, observer);
  }

  /** What is open under a key ends when another is opened under it. */
  private static <T extends TickedObserver> T replace(Map<String, T> open, String key, T opened) {
    T earlier = open.put(key, opened);
    if (earlier != null) {
      earlier.close();
    }
    return opened;
  }

  private void tick() {
    long openedBy = ticks.incrementAndGet() - TICKS_PER_AGE + 1;
    streams.values().forEach(stream -> stream.tick(openedBy));
    transportStreams.values().forEach(stream -> stream.tick(openedBy));
  }

  /** Streams of that interface with a packet in the last second. */
  public int activeStreams(String interfaceName) {
    return active(streams.values(), interfaceName)
        + active(transportStreams.values(), interfaceName);
  }

  private int active(Collection<? extends TickedObserver> observers, String interfaceName) {
    long since = ticks.get() - ticksPerSecond;
    int active = 0;
    for (TickedObserver observer : observers) {
      if (observer.interfaceName().equals(interfaceName) && observer.lastPacketTick() >= since) {
        active++;
      }
    }
    return active;
  }

  /** Streams that have not ended, or of which a loss is still to be told. */
  public int openStreams() {
    return streams.size() + transportStreams.size();
  }

  /** Closes every stream, and the ticker. */
  @Override
  public void close() {
    ticker.shutdownNow();
    streams.values().forEach(PublishingStreamObserver::close);
    transportStreams.values().forEach(PublishingTransportStreamObserver::close);
  }

  private final class LossToStream implements LetGoListener {
    @Override
    public void letGo(Topic topic, String key, byte[] value) {
      if (topic != Topic.PACKETS) {
        return;
      }
      PacketBatchColumns batch = new PacketBatchColumns();
      try {
        batch.decode(value);
        interfaces
            .counters(batch.stream().getVantagePoint().getInterface())
            .queueDropped(batch.rows());
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("the agent made a batch that it cannot read", e);
      }
      PublishingStreamObserver stream = streams.get(key);
      if (stream != null) {
        stream.letGo(batch.rows() + batch.captureDropped());
      }
    }

    @Override
    public void unreadable(long packets) {
      interfaces.counters(UNREADABLE_INTERFACE).queueDropped(packets);
    }
  }
}
