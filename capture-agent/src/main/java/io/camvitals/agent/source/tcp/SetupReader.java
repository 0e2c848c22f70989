package io.camvitals.agent.source.tcp;

import io.camvitals.agent.observe.RtspDialogueReport.Track;
import io.camvitals.agent.observe.TrackObserver.Encoding;
import io.camvitals.agent.source.signal.Addresses.Address;
import io.camvitals.agent.source.signal.DescribedTracks;
import io.camvitals.agent.source.signal.MediaActivity;
import io.camvitals.agent.source.signal.SdpAnnouncements;
import io.camvitals.agent.source.signal.SetupRoute;
import io.camvitals.agent.source.signal.SignalledFlows;
import io.camvitals.agent.source.signal.SignalledTrack;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.protocol.rtsp.RtspMessage;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.protocol.rtsp.RtspResponse;
import io.camvitals.protocol.rtsp.TransportHeader;
import io.camvitals.protocol.sdp.SdpFormatException;
import io.camvitals.protocol.sdp.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Learns from descriptions and SETUP answers which tracks will come, and where. */
final class SetupReader {
  private static final int MOST_TRACKS = 64;
  private static final String BACK_CHANNEL = "www.onvif.org/ver20/backchannel";

  private final SignalledFlows flows;
  private final MediaActivity activity;
  private final SdpAnnouncements announcements;
  private final Address[] addresses;
  private final List<Track> arranged = new ArrayList<>();
  private DescribedTracks described = DescribedTracks.none();
  private boolean published;

  /** Takes a track that was arranged on channels of the connection itself. */
  interface Interleaved {
    void announce(boolean fromClient, TransportHeader transport, SignalledTrack track);
  }

  /**
   * @param activity is told of the packets of the tracks over UDP
   */
  SetupReader(SignalledFlows flows, MediaActivity activity, Address client, Address server) {
    this.flows = flows;
    this.activity = activity;
    this.announcements = new SdpAnnouncements(flows);
    this.addresses = new Address[] {client, server};
  }

  /** A message with a description: DESCRIBE's answer, or ANNOUNCE when the client publishes. */
  void described(RtspMessage message, RtspRequest request, boolean byClient, long nowNs) {
    String requestUri = request.uri();
    String base =
        message
            .header("Content-Base")
            .or(() -> message.header("Content-Location"))
            .filter(value -> value.contains("://"))
            .orElse(requestUri);
    String text = new String(message.body(), StandardCharsets.UTF_8);
    try {
      SessionDescription description = SessionDescription.parse(text);
      described =
          DescribedTracks.of(description, base, requestUri, byClient, asksForBackChannel(request));
      published = byClient;
      announcements.announceMulticast(description, described, nowNs);
    } catch (SdpFormatException e) {
      // The tracks are then known by their packets alone.
    }
  }

  /** ONVIF Streaming Specification section 5.3.1. */
  private static boolean asksForBackChannel(RtspRequest request) {
    return request.headers().all("Require").stream()
        .anyMatch(value -> value.contains(BACK_CHANNEL));
  }

  /** SETUP was answered with success. */
  void setUp(RtspRequest request, RtspResponse response, Interleaved interleaved, long nowNs) {
    Optional<TransportHeader> answered = transport(response);
    Optional<TransportHeader> asked = transport(request);
    if (answered.isEmpty() && asked.isEmpty()) {
      return;
    }
    TransportHeader transport = answered.or(() -> asked).orElseThrow();
    boolean recorded = published || isRecord(transport) || asked.map(this::isRecord).orElse(false);
    SignalledTrack track =
        described
            .find(request.uri())
            .orElseGet(
                () -> SignalledTrack.of(request.uri(), MediaDirection.MEDIA_DIRECTION_FROM_CAMERA))
            .with(transport.ssrc());
    boolean fromClient = recorded || track.direction() == MediaDirection.MEDIA_DIRECTION_TO_CAMERA;
    note(track, transport, fromClient && !recorded);
    if (transport.tcp() || transport.interleaved().isPresent()) {
      interleaved.announce(fromClient, transport, track);
    } else {
      SetupRoute.of(asked.orElse(transport), transport, addresses[0], addresses[1], fromClient)
          .ifPresent(
              // Packets to a group may be there for others.
              route ->
                  flows.announce(track, route, transport.multicast() ? null : activity, nowNs));
    }
  }

  private static Optional<TransportHeader> transport(RtspMessage message) {
    return message
        .header(TransportHeader.NAME)
        .map(TransportHeader::parse)
        .filter(alternatives -> !alternatives.isEmpty())
        .map(alternatives -> alternatives.get(0));
  }

  private boolean isRecord(TransportHeader transport) {
    return transport.mode().map(mode -> mode.equalsIgnoreCase("record")).orElse(false);
  }

  private void note(SignalledTrack track, TransportHeader transport, boolean backChannel) {
    if (arranged.size() == MOST_TRACKS) {
      return;
    }
    Encoding encoding = track.encoding(track.payloadType());
    boolean tcp = transport.tcp() || transport.interleaved().isPresent();
    arranged.add(
        new Track(
            track.media(),
            encoding.codec(),
            encoding.clockRate(),
            track.control(),
            tcp ? "tcp" : transport.multicast() ? "multicast" : "udp",
            backChannel));
  }

  /** The tracks that were arranged. */
  List<Track> arranged() {
    return List.copyOf(arranged);
  }
}
