package io.camvitals.jobs.document;

import static io.camvitals.event.document.CommonField.*;
import static io.camvitals.event.document.StreamField.*;

import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.ClockRateSource;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import java.util.Set;

/** Writes which stream a document is about. */
public final class StreamFields {
  private static final Set<String> VIDEO_CODECS =
      Set.of("H264", "H265", "H266", "JPEG", "MPV", "MP4V-ES", "VP8", "VP9", "AV1");

  private StreamFields() {}

  /** The stream, as far as it is known. */
  public static void put(DocumentBuilder document, StreamIdentity stream) {
    CommonFields.putObserver(document, stream.getVantagePoint());
    boolean tcp = stream.getTransport() == Transport.TRANSPORT_TCP_INTERLEAVED;
    boolean rtp = stream.getTransport() != Transport.TRANSPORT_UDP_MPEG_TS;
    document
        .putText(CAMERA_ID, stream.getCameraId())
        .put(NETWORK_PROTOCOL, rtp ? "rtp" : "mpeg-ts")
        .put(STREAM_ID, StreamKeys.of(stream))
        .putText(STREAM_MEDIA, stream.getMedia())
        .putText(STREAM_CODEC, stream.getCodec())
        .putIf(rtp, STREAM_SSRC, StreamKeys.ssrc(stream.getSsrc()))
        .putIf(rtp, STREAM_PAYLOAD_TYPE, stream.getPayloadType())
        .putIf(stream.getClockRate() > 0, STREAM_CLOCK_RATE, stream.getClockRate())
        .putText(STREAM_CLOCK_RATE_SOURCE, clockRateSource(stream.getClockRateSource()))
        .putIf(tcp, STREAM_INTERLEAVED_CHANNEL, stream.getInterleavedChannel())
        .putText(STREAM_CHANNEL, stream.getChannel())
        .putText(STREAM_CONTROL, stream.getControl())
        .putText(STREAM_DIRECTION, direction(stream.getDirection()))
        .putText(STREAM_ENCRYPTION, stream.getEncryption())
        .putText(URL_FULL, stream.getRtspUrl());
    if (stream.getTransport() != Transport.TRANSPORT_UNSPECIFIED) {
      document.put(NETWORK_TRANSPORT, tcp ? "tcp" : "udp");
    }
    CommonFields.putEndpoint(document, stream.getSource(), SOURCE_IP, SOURCE_PORT);
    CommonFields.putEndpoint(document, stream.getDestination(), DESTINATION_IP, DESTINATION_PORT);
  }

  /** True when the stream is known to be video. */
  public static boolean isVideo(StreamIdentity stream) {
    return stream.getMedia().isEmpty()
        ? VIDEO_CODECS.contains(stream.getCodec())
        : stream.getMedia().equals("video");
  }

  private static String clockRateSource(ClockRateSource source) {
    return switch (source) {
      case CLOCK_RATE_SOURCE_SDP -> "sdp";
      case CLOCK_RATE_SOURCE_STATIC -> "static";
      case CLOCK_RATE_SOURCE_CONFIGURED -> "configured";
      case CLOCK_RATE_SOURCE_INFERRED -> "inferred";
      case CLOCK_RATE_SOURCE_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private static String direction(MediaDirection direction) {
    return switch (direction) {
      case MEDIA_DIRECTION_FROM_CAMERA -> "from-camera";
      case MEDIA_DIRECTION_TO_CAMERA -> "to-camera";
      case MEDIA_DIRECTION_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }
}
