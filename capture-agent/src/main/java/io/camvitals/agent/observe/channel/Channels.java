package io.camvitals.agent.observe.channel;

import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.StreamChangeEvent.ChannelEvidence;
import io.camvitals.event.v1.StreamChangeEvent.Kind;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The channels that were seen, by their names: at most {@value #MOST_CHANNELS} names, those asked
 * for least recently making way. Safe for use by several threads.
 */
final class Channels {
  private static final int MOST_CHANNELS = 4_096;

  /** More channels between two addresses tell nothing of which one goes on. */
  private static final int MOST_BESIDE = 64;

  /** A stream between other ports continues one that was silent for at least so long ... */
  private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(1);

  /** ... and at most so long. */
  private static final long FORGOTTEN_NS = TimeUnit.SECONDS.toNanos(60);

  /** A stream that pauses is not over before twice its longest pause, and two seconds ... */
  private static final long LEAST_PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

  /** ... but then surely. */
  private static final long MOST_PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

  private final Consumer<StreamChangeEvent> changes;
  private final Map<String, Channel> byName = new Bounded<>();
  private final Map<String, List<Channel>> byAddresses = new Bounded<>();

  private static final class Bounded<T> extends LinkedHashMap<String, T> {
    private static final long serialVersionUID = 1;

    Bounded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
      return size() > MOST_CHANNELS;
    }
  }

  Channels(Consumer<StreamChangeEvent> changes) {
    this.changes = changes;
  }

  /** A stream's first packet arrived: of which channel it is. */
  synchronized StreamSpan begin(StreamIdentity stream, long firstNs) {
    String name = ChannelNames.of(stream);
    ChannelEvidence evidence =
        stream.getChannel().isEmpty()
            ? ChannelEvidence.CHANNEL_EVIDENCE_ENDPOINTS
            : ChannelEvidence.CHANNEL_EVIDENCE_SIGNALLING;
    Channel channel = byName.get(ChannelNames.key(stream, name));
    if (channel == null && stream.getChannel().isEmpty()) {
      channel = continued(stream, firstNs);
      evidence = channel == null ? evidence : ChannelEvidence.CHANNEL_EVIDENCE_ADDRESSES;
    }
    if (channel == null) {
      channel = new Channel(name);
    }
    byName.put(ChannelNames.key(stream, name), channel);
    if (stream.getChannel().isEmpty()) {
      beside(stream, channel, firstNs);
    }
    StreamSpan span =
        new StreamSpan(
            stream.toBuilder().setChannel(channel.name()).build(), channel, evidence, firstNs);
    channel.add(span);
    return span;
  }

  private void beside(StreamIdentity stream, Channel channel, long nowNs) {
    List<Channel> beside =
        byAddresses.computeIfAbsent(
            ChannelNames.key(stream, ChannelNames.withoutPorts(stream)), key -> new ArrayList<>());
    beside.removeIf(other -> nowNs - other.lastNs() > FORGOTTEN_NS);
    if (!beside.contains(channel) && beside.size() < MOST_BESIDE) {
      beside.add(channel);
    }
  }

  /** The only channel between the same addresses, if it is silent; null when there is none. */
  private Channel continued(StreamIdentity stream, long nowNs) {
    List<Channel> beside =
        byAddresses.getOrDefault(
            ChannelNames.key(stream, ChannelNames.withoutPorts(stream)), List.of());
    if (beside.size() == MOST_BESIDE) {
      return null;
    }
    List<Channel> recent =
        beside.stream().filter(channel -> nowNs - channel.lastNs() <= FORGOTTEN_NS).toList();
    return recent.size() == 1 && nowNs - recent.get(0).lastNs() >= SILENT_NS ? recent.get(0) : null;
  }

  /**
   * A stream goes on: looks whether another has fallen silent when it began, and tells so.
   *
   * @param nowNs arrival of its last packet
   * @return whether there is nothing more to find out
   */
  boolean decide(StreamSpan next, long nowNs) {
    StreamChangeEvent event;
    synchronized (this) {
      Channel channel = next.channel();
      StreamSpan before = channel.predecessor(next);
      if (before == null) {
        return true;
      }
      if (nowNs - before.lastNs() < patienceNs(before)) {
        return false;
      }
      channel.remove(before);
      Kind kind = kind(before.stream(), next.stream());
      if (kind == Kind.KIND_UNSPECIFIED) {
        return true;
      }
      event =
          StreamChangeEvent.newBuilder()
              .setStream(next.stream())
              .setPrevious(before.stream())
              .setTimeNs(next.firstNs())
              .setKind(kind)
              .setInterruptionNs(Math.max(0, next.firstNs() - before.lastNs()))
              .setChanges(channel.changed())
              .setChannelEvidence(next.evidence())
              .build();
    }
    changes.accept(event);
    return true;
  }

  private static long patienceNs(StreamSpan span) {
    return Math.min(MOST_PATIENCE_NS, Math.max(LEAST_PATIENCE_NS, 2 * span.longestPauseNs()));
  }

  /** Unspecified when nothing changed: the stream was silent, and goes on. */
  private static Kind kind(StreamIdentity before, StreamIdentity after) {
    boolean sameEndpoints = Channel.sameEndpoints(before, after);
    boolean sameConnection =
        sameEndpoints && after.getTransport() == Transport.TRANSPORT_TCP_INTERLEAVED;
    // Within a session, only its first stream was announced.
    if (after.getSignalled() && !after.getRtspUrl().isEmpty() && !sameConnection) {
      return Kind.KIND_SESSION;
    }
    if (!sameEndpoints) {
      return Kind.KIND_ENDPOINTS;
    }
    return before.getSsrc() == after.getSsrc() ? Kind.KIND_UNSPECIFIED : Kind.KIND_SSRC;
  }
}
