package io.camvitals.agent.source.signal;

import io.camvitals.agent.observe.SdpEncodings;
import io.camvitals.agent.source.signal.Addresses.Address;
import io.camvitals.agent.source.signal.SignalledFlows.Route;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.protocol.sdp.MediaDescription;
import io.camvitals.protocol.sdp.SessionDescription;
import java.util.Optional;
import java.util.OptionalInt;

/** Announces what a description itself says of where media go: address and port (RFC 8866). */
public final class SdpAnnouncements {
  private static final int MOST_MEDIA = 32;

  private final SignalledFlows flows;

  public SdpAnnouncements(SignalledFlows flows) {
    this.flows = flows;
  }

  /** Each medium of which address and port are told. */
  public void announce(SessionDescription description, long nowNs) {
    description.media().stream()
        .limit(MOST_MEDIA)
        .forEach(media -> announce(media, track(media), nowNs, false));
  }

  /** Those that go to a multicast group: what a camera describes without being asked to SETUP. */
  public void announceMulticast(
      SessionDescription description, DescribedTracks tracks, long nowNs) {
    for (int i = 0; i < tracks.all().size(); i++) {
      announce(description.media().get(i), tracks.all().get(i), nowNs, true);
    }
  }

  private void announce(
      MediaDescription media, SignalledTrack track, long nowNs, boolean multicastOnly) {
    Optional<Address> address = Addresses.parse(media.connectionAddress());
    if (media.port() == 0
        || address.isEmpty()
        || address.get().isUnspecified()
        || multicastOnly && !address.get().isMulticast()
        || !media.protocol().contains("RTP/")) {
      return;
    }
    flows.announce(
        track,
        new Route(
            0, 0, 0, address.get().high(), address.get().low(), media.port(), rtcpPort(media), 0),
        nowNs);
  }

  /** RFC 3605, or else the next port. */
  private static int rtcpPort(MediaDescription media) {
    String port = media.attribute("rtcp").orElse("").split("\\s", 2)[0];
    int told = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : media.port() + 1;
    return told <= 0xffff ? told : 0;
  }

  private static SignalledTrack track(MediaDescription media) {
    return new SignalledTrack(
        media.media(),
        "",
        "",
        "",
        MediaDirection.MEDIA_DIRECTION_UNSPECIFIED,
        DescribedTracks.encryption(media),
        media.payloadTypes().isEmpty() ? 0 : media.payloadTypes().get(0),
        OptionalInt.empty(),
        SdpEncodings.of(media),
        media.attribute("rtcp-mux").isPresent());
  }
}
