package io.camvitals.agent.source.signal;

import io.camvitals.agent.observe.SdpEncodings;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.protocol.rtsp.RtspUrl;
import io.camvitals.protocol.sdp.MediaDescription;
import io.camvitals.protocol.sdp.SessionDescription;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The tracks of a description that a server sent, by the URL under which they are set up. */
public final class DescribedTracks {
  private static final int MOST_TRACKS = 32;

  private final List<Entry> tracks = new ArrayList<>();

  private record Entry(String setupUrl, SignalledTrack track) {}

  private DescribedTracks() {}

  /** No description was seen. */
  public static DescribedTracks none() {
    return new DescribedTracks();
  }

  /**
   * The tracks of a description.
   *
   * @param base of relative controls: {@code Content-Base}, {@code Content-Location} or the
   *     request's URL
   * @param url of the session
   * @param published whether the client announced it, in order to send (RFC 2326 section 10.3)
   * @param backChannelAsked whether the client asked for tracks that it may send (ONVIF Streaming
   *     Specification section 5.3)
   */
  public static DescribedTracks of(
      SessionDescription description,
      String base,
      String url,
      boolean published,
      boolean backChannelAsked) {
    DescribedTracks described = new DescribedTracks();
    // A server that calls its own tracks "sendonly" means itself; ONVIF means the client.
    boolean backChannels =
        !published
            && (backChannelAsked
                || description.media().stream().anyMatch(DescribedTracks::isReceiveOnly));
    String rtspUrl = RtspUrl.display(url);
    for (MediaDescription media : description.media()) {
      if (described.tracks.size() == MOST_TRACKS) {
        break;
      }
      String control = RtspUrl.display(media.control());
      described.tracks.add(
          new Entry(
              withoutSlash(setupUrl(description, media, base)),
              new SignalledTrack(
                  media.media(),
                  rtspUrl,
                  control,
                  ChannelName.of(rtspUrl, control),
                  direction(media, backChannels),
                  encryption(media),
                  media.payloadTypes().isEmpty() ? 0 : media.payloadTypes().get(0),
                  OptionalInt.empty(),
                  SdpEncodings.of(media),
                  media.attribute("rtcp-mux").isPresent())));
    }
    return described;
  }

  private static MediaDirection direction(MediaDescription media, boolean backChannels) {
    return backChannels && isSendOnly(media)
        ? MediaDirection.MEDIA_DIRECTION_TO_CAMERA
        : MediaDirection.MEDIA_DIRECTION_FROM_CAMERA;
  }

  private static boolean isSendOnly(MediaDescription media) {
    return media.direction().orElse(null) == io.camvitals.protocol.sdp.MediaDirection.SENDONLY;
  }

  private static boolean isReceiveOnly(MediaDescription media) {
    return media.direction().orElse(null) == io.camvitals.protocol.sdp.MediaDirection.RECVONLY;
  }

  static String encryption(MediaDescription media) {
    return media.protocol().toUpperCase(Locale.ROOT).contains("SAVP") ? "srtp" : "";
  }

  private static String setupUrl(
      SessionDescription description, MediaDescription media, String base) {
    try {
      return media.controlUri(description.controlUri(URI.create(base))).toString();
    } catch (IllegalArgumentException notAUri) {
      return media.control();
    }
  }

  /**
   * The track that a SETUP asks for: by its URL as described, else by a control at the URL's end,
   * else the only one there is.
   */
  public Optional<SignalledTrack> find(String setupUrl) {
    String wanted = withoutSlash(RtspUrl.withoutCredentials(setupUrl));
    Entry bySuffix = null;
    for (Entry each : tracks) {
      if (withoutSlash(RtspUrl.withoutCredentials(each.setupUrl)).equals(wanted)) {
        return Optional.of(each.track);
      }
      String control = each.track.control();
      if (bySuffix == null && !control.isEmpty() && wanted.endsWith('/' + control)) {
        bySuffix = each;
      }
    }
    if (bySuffix == null && tracks.size() == 1) {
      bySuffix = tracks.get(0);
    }
    return Optional.ofNullable(bySuffix).map(Entry::track);
  }

  /** All tracks, in the order of the description. */
  public List<SignalledTrack> all() {
    return tracks.stream().map(Entry::track).toList();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
