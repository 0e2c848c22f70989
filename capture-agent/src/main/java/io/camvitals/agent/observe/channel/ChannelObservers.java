package io.camvitals.agent.observe.channel;

import io.camvitals.agent.observe.MediaFormat;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.observe.TransportStreamObserver;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.StreamIdentity;
import java.util.function.Consumer;

/**
 * Names the channel of each stream before it is opened, and tells when a channel goes on in another
 * stream. A stream is opened with its first packet, whose time decides of which channel it is.
 */
public final class ChannelObservers implements StreamObservers {
  private final StreamObservers observers;
  private final Channels channels;

  /**
   * @param changes is told of each change, from the thread whose packet showed it
   */
  public ChannelObservers(StreamObservers observers, Consumer<StreamChangeEvent> changes) {
    this.observers = observers;
    this.channels = new Channels(changes);
  }

  @Override
  public StreamObserver open(StreamIdentity stream) {
    return open(stream, MediaFormat.UNKNOWN);
  }

  @Override
  public StreamObserver open(StreamIdentity stream, MediaFormat format) {
    return new ChannelStream(stream, named -> observers.open(named, format), channels);
  }

  @Override
  public TransportStreamObserver openTransportStream(StreamIdentity stream) {
    return observers.openTransportStream(stream);
  }
}
