package io.camvitals.agent.source.signal;

import io.camvitals.agent.observe.TrackObserver.Encoding;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtsp.RtspUrl;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One track that was announced.
 *
 * @param media "video", "audio", "application"; empty when no description was seen
 * @param rtspUrl of the session, without credentials, secrets masked; empty without RTSP
 * @param control of the track, secrets masked; empty when unknown
 * @param channel the camera's channel; empty when the signalling names none that lasts
 * @param encryption "srtp" or empty
 * @param payloadType the first that is described, 0 when none is
 * @param ssrc that was announced
 * @param encodings by payload type; empty when no description was seen
 * @param rtcpMultiplexed whether RTCP comes to RTP's port (RFC 5761)
 */
public record SignalledTrack(
    String media,
    String rtspUrl,
    String control,
    String channel,
    MediaDirection direction,
    String encryption,
    int payloadType,
    OptionalInt ssrc,
    Map<Integer, Encoding> encodings,
    boolean rtcpMultiplexed) {
  /** A track of which nothing is known but that it was set up. */
  public static final SignalledTrack UNKNOWN =
      new SignalledTrack(
          "",
          "",
          "",
          "",
          MediaDirection.MEDIA_DIRECTION_FROM_CAMERA,
          "",
          0,
          OptionalInt.empty(),
          Map.of(),
          false);

  public SignalledTrack {
    encodings = Map.copyOf(encodings);
  }

  /** What a payload type stands for; {@link Encoding#UNKNOWN} when that was not told. */
  public Encoding encoding(int type) {
    return encodings.getOrDefault(type, Encoding.UNKNOWN);
  }

  /** The same track with the synchronisation source that SETUP's answer names. */
  public SignalledTrack with(OptionalInt announced) {
    return new SignalledTrack(
        media,
        rtspUrl,
        control,
        channel,
        direction,
        encryption,
        payloadType,
        announced,
        encodings,
        rtcpMultiplexed);
  }

  /** The same track in that direction. */
  public SignalledTrack with(MediaDirection told) {
    return new SignalledTrack(
        media,
        rtspUrl,
        control,
        channel,
        told,
        encryption,
        payloadType,
        ssrc,
        encodings,
        rtcpMultiplexed);
  }

  /** A track of which only the URL is known that it was set up with. */
  public static SignalledTrack of(String setupUrl, MediaDirection direction) {
    String url = RtspUrl.display(setupUrl);
    return new SignalledTrack(
        "",
        url,
        "",
        ChannelName.of(url, ""),
        direction,
        "",
        0,
        OptionalInt.empty(),
        Map.of(),
        false);
  }

  /** Fills in what the signalling knows of the track's streams. */
  public StreamIdentity.Builder describe(StreamIdentity.Builder identity) {
    return identity
        .setMedia(media)
        .setRtspUrl(rtspUrl)
        .setControl(control)
        .setChannel(channel)
        .setDirection(direction)
        .setEncryption(encryption)
        .setSsrc(ssrc.orElse(0))
        .setPayloadType(payloadType);
  }
}
