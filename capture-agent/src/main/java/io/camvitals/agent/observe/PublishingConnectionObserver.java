package io.camvitals.agent.observe;

import io.camvitals.agent.publish.EventPublisher;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.WirelessEvent;

/** Publishes what a passive source tells of connections. */
public final class PublishingConnectionObserver implements ConnectionObserver {
  private final EventPublisher publisher;

  public PublishingConnectionObserver(EventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void tcp(TcpEvent event) {
    publisher.publish(Topic.TCP, StreamKeys.of(event), event.toByteArray());
  }

  @Override
  public void rtsp(RtspEvent event) {
    String key =
        event.getCameraId().isEmpty() ? StreamKeys.of(event.getServer()) : event.getCameraId();
    publisher.publish(Topic.RTSP, key, event.toByteArray());
  }

  @Override
  public void streamChanged(StreamChangeEvent event) {
    String key =
        StreamKeys.of(event.getStream().getVantagePoint()) + '/' + event.getStream().getChannel();
    publisher.publish(Topic.STREAM_CHANGES, key, event.toByteArray());
  }

  @Override
  public void wireless(WirelessEvent event) {
    publisher.publish(Topic.WIRELESS, StreamKeys.of(event), event.toByteArray());
  }
}
