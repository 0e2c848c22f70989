package io.camvitals.agent.observe.channel;

import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One stream on its way to its observer, which is opened with the first packet. */
final class ChannelStream implements StreamObserver {
  private static final long BETWEEN_LOOKS_NS = TimeUnit.SECONDS.toNanos(1);

  private final StreamIdentity identity;
  private final Function<StreamIdentity, StreamObserver> observers;
  private final Channels channels;
  private StreamObserver observer;
  private StreamSpan span;
  private long nextLookNs;
  private boolean closed;
  private long droppedBefore;

  ChannelStream(
      StreamIdentity identity,
      Function<StreamIdentity, StreamObserver> observers,
      Channels channels) {
    this.identity = identity;
    this.observers = observers;
    this.channels = channels;
  }

  @Override
  public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
    if (observer == null && !open(arrivalNs)) {
      return;
    }
    span.packet(arrivalNs);
    if (arrivalNs >= nextLookNs) {
      look(arrivalNs);
    }
    observer.rtp(packet, arrivalNs, wireSize);
  }

  private boolean open(long arrivalNs) {
    if (closed) {
      return false;
    }
    span = channels.begin(identity, arrivalNs);
    observer = observers.apply(span.stream());
    nextLookNs = arrivalNs + BETWEEN_LOOKS_NS;
    if (droppedBefore > 0) {
      observer.captureDropped(droppedBefore);
    }
    return true;
  }

  private void look(long nowNs) {
    nextLookNs = channels.decide(span, nowNs) ? Long.MAX_VALUE : nowNs + BETWEEN_LOOKS_NS;
  }

  @Override
  public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    if (observer != null || open(arrivalNs)) {
      observer.rtcp(buffer, offset, length, arrivalNs);
    }
  }

  @Override
  public void captureDropped(long packets) {
    if (observer == null) {
      droppedBefore += packets;
    } else {
      observer.captureDropped(packets);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (observer != null) {
      if (nextLookNs != Long.MAX_VALUE) {
        look(span.lastNs());
      }
      observer.close();
    }
  }
}
