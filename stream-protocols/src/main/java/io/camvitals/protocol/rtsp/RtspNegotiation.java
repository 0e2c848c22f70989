package io.camvitals.protocol.rtsp;

import io.camvitals.protocol.sdp.MediaDescription;
import io.camvitals.protocol.sdp.RtpMap;
import io.camvitals.protocol.sdp.SdpFormatException;
import io.camvitals.protocol.sdp.SessionDescription;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** From OPTIONS to PLAY (RFC 2326 section 10): what makes a camera send its tracks. */
final class RtspNegotiation {
  private final RtspDialogue dialogue;
  private final TransportNegotiation transports;
  private final RtspSessionListener listener;
  private final Set<String> media;
  private final String requestUri;
  private boolean getParameter;
  private String controlUri;

  /** Negotiates over one connection. */
  RtspNegotiation(
      RtspDialogue dialogue,
      TransportNegotiation transports,
      RtspSessionListener listener,
      RtspSessionSettings settings,
      String requestUri) {
    this.dialogue = dialogue;
    this.transports = transports;
    this.listener = listener;
    this.media = settings.media();
    this.requestUri = requestUri;
    this.controlUri = requestUri;
  }

  /** The URI for requests on all tracks. */
  String controlUri() {
    return controlUri;
  }

  /** True when the camera says that it knows GET_PARAMETER. */
  boolean getParameter() {
    return getParameter;
  }

  /** Asks what the camera knows, what it has, and for each track that is wanted. */
  List<RtspTrack> setUp() throws IOException {
    options();
    RtspResponse described =
        dialogue.ask(RtspMethod.DESCRIBE, requestUri, RtspHeaders.of("Accept", "application/sdp"));
    require(RtspMethod.DESCRIBE, described);
    SessionDescription description = parse(described.bodyText());
    listener.described(description);
    URI base = description.controlUri(uri(base(described)));
    controlUri = RtspUrl.withoutCredentials(base.toString());
    List<RtspTrack> tracks = new ArrayList<>();
    for (int index = 0; index < description.media().size(); index++) {
      MediaDescription track = description.media().get(index);
      if (isWanted(track)) {
        setUp(index, track, base, tracks);
      }
    }
    if (tracks.isEmpty()) {
      throw new RtspSessionException("the camera describes no track that is wanted");
    }
    return List.copyOf(tracks);
  }

  /** A camera that refuses OPTIONS may still play. */
  private void options() throws IOException {
    RtspResponse options = dialogue.ask(RtspMethod.OPTIONS, requestUri, RtspHeaders.EMPTY);
    if (Redirects.isRedirect(options.status())) {
      throw Redirects.to(options);
    }
    getParameter =
        options.headers().all("Public").stream()
            .flatMap(value -> HeaderText.split(value, ',').stream())
            .anyMatch(RtspMethod.GET_PARAMETER::equalsIgnoreCase);
  }

  private static SessionDescription parse(String text) throws RtspSessionException {
    try {
      return SessionDescription.parse(text);
    } catch (SdpFormatException e) {
      throw new RtspSessionException(
          "the camera's description cannot be read: " + RtspUrl.withoutSecrets(e.getMessage()));
    }
  }

  /** RFC 2326 section C.1.1; values that are no absolute RTSP URL are passed over. */
  private String base(RtspResponse described) {
    for (String name : List.of("Content-Base", "Content-Location")) {
      String value = described.header(name).orElse("");
      if (value.regionMatches(true, 0, "rtsp://", 0, 7)) {
        return RtspUrl.withoutCredentials(value);
      }
    }
    return requestUri;
  }

  private URI uri(String text) throws RtspSessionException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return escaped(text);
    }
  }

  private static URI escaped(String text) throws RtspSessionException {
    try {
      return new URI("rtsp", text.substring("rtsp:".length()), null);
    } catch (URISyntaxException e) {
      throw new RtspSessionException("the URL cannot be made a URI: " + e.getReason());
    }
  }

  private boolean isWanted(MediaDescription track) {
    return track.protocol().toUpperCase(Locale.ROOT).startsWith("RTP/")
        && (media.isEmpty() || media.contains(track.media()));
  }

  /**
   * A track that is refused is left out when another plays: cameras announce more than they have.
   */
  private void setUp(int index, MediaDescription media, URI base, List<RtspTrack> tracks)
      throws IOException {
    String uri = RtspUrl.withoutCredentials(media.controlUri(base).toString());
    RtspHeaders headers = RtspHeaders.of(TransportHeader.NAME, transports.offer());
    RtspResponse response = dialogue.ask(RtspMethod.SETUP, uri, headers);
    int status = response.status();
    if (isFinal(status)) {
      require(RtspMethod.SETUP, response);
    } else if (status >= 300) {
      transports.withdraw();
      if (tracks.isEmpty()) {
        throw new TransportFailedException(
            new RtspStatusException(RtspMethod.SETUP, response).getMessage());
      }
      return;
    }
    TransportNegotiation.Agreed agreed = transports.agree(response.header(TransportHeader.NAME));
    tracks.add(track(index, media, uri, agreed));
  }

  /** True for answers that another transport or track would not better. */
  private static boolean isFinal(int status) {
    return Redirects.isRedirect(status)
        || status == RtspStatus.SESSION_NOT_FOUND
        || status == RtspStatus.SERVICE_UNAVAILABLE;
  }

  private static RtspTrack track(
      int index, MediaDescription media, String uri, TransportNegotiation.Agreed agreed) {
    int payloadType = media.payloadTypes().isEmpty() ? 0 : media.payloadTypes().get(0);
    Optional<RtpMap> map = media.rtpMap(payloadType);
    return new RtspTrack(
        index,
        media.media(),
        map.map(RtpMap::encoding).orElse("").toUpperCase(Locale.ROOT),
        map.map(RtpMap::clockRate).orElse(0),
        payloadType,
        uri,
        agreed.transport(),
        agreed.ssrc(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        media);
  }

  /** Starts all tracks at once, or one by one where the camera wants it so. */
  List<RtspTrack> play(List<RtspTrack> tracks) throws IOException {
    RtspHeaders range = RtspHeaders.of("Range", "npt=0.000-");
    RtspResponse response = dialogue.ask(RtspMethod.PLAY, controlUri, range);
    List<RtpInfo> information = new ArrayList<>();
    if (response.status() == RtspStatus.AGGREGATE_OPERATION_NOT_ALLOWED) {
      for (RtspTrack track : tracks) {
        response = dialogue.ask(RtspMethod.PLAY, track.url(), range);
        require(RtspMethod.PLAY, response);
        response.header(RtpInfo.NAME).map(RtpInfo::parse).ifPresent(information::addAll);
      }
    } else {
      require(RtspMethod.PLAY, response);
      response.header(RtpInfo.NAME).map(RtpInfo::parse).ifPresent(information::addAll);
    }
    return RtpInfoMatch.apply(tracks, information);
  }

  private static void require(String method, RtspResponse response) throws RtspSessionException {
    if (Redirects.isRedirect(response.status())) {
      throw Redirects.to(response);
    }
    if (response.status() >= 300) {
      throw new RtspStatusException(method, response);
    }
  }
}
