package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.Endpoints;
import io.camvitals.agent.observe.SdpEncodings;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.observe.TrackObserver;
import io.camvitals.agent.observe.TrackObserver.Encoding;
import io.camvitals.agent.source.signal.ChannelName;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtsp.RtspTrack;
import io.camvitals.protocol.rtsp.RtspUrl;
import io.camvitals.protocol.rtsp.TrackTransport;
import java.util.Map;

/** Opens an observer for each track that plays, and connects its sockets to it. */
final class TrackObservers {
  private final VantagePoint vantagePoint;
  private final StreamObservers observers;
  private final CaptureCounters counters;

  TrackObservers(VantagePoint vantagePoint, StreamObservers observers, CaptureCounters counters) {
    this.vantagePoint = vantagePoint;
    this.observers = observers;
    this.counters = counters;
  }

  /**
   * Opens one.
   *
   * @param url of the camera, without credentials, secrets masked
   */
  TrackObserver open(String cameraId, String url, RtspTrack track) {
    String control = RtspUrl.display(track.description().control());
    StreamIdentity.Builder identity =
        StreamIdentity.newBuilder()
            .setVantagePoint(vantagePoint)
            .setCameraId(cameraId)
            .setMedia(track.media())
            .setSource(Endpoints.of(track.transport().server()))
            .setDestination(Endpoints.of(track.transport().client()))
            .setSsrc(track.ssrc().orElse(0))
            .setPayloadType(track.payloadType())
            .setRtspUrl(url)
            .setControl(control)
            .setChannel(ChannelName.of(url, control))
            .setDirection(MediaDirection.MEDIA_DIRECTION_FROM_CAMERA);
    Map<Integer, Encoding> encodings = SdpEncodings.of(track.description());
    if (track.transport() instanceof TrackTransport.Interleaved interleaved) {
      identity
          .setTransport(Transport.TRANSPORT_TCP_INTERLEAVED)
          .setInterleavedChannel(interleaved.channels().rtp());
      return new TrackObserver(
          observers,
          identity.build(),
          type -> encodings.getOrDefault(type, Encoding.UNKNOWN),
          counters,
          () -> {});
    }
    UdpPair pair = (UdpPair) ((TrackTransport.Udp) track.transport()).ports();
    TrackObserver observer =
        new TrackObserver(
            observers,
            identity.setTransport(Transport.TRANSPORT_UDP).build(),
            type -> encodings.getOrDefault(type, Encoding.UNKNOWN),
            counters,
            pair::gapSeen);
    pair.attach(observer);
    return observer;
  }
}
