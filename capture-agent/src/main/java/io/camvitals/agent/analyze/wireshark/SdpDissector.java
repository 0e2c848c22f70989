package io.camvitals.agent.analyze.wireshark;

import java.util.ArrayList;
import java.util.List;

/** Announces what a session description says of RTP, RTCP and fax to come. */
final class SdpDissector {
  private final Conversations conversations;
  private final Dissector rtp;
  private final Dissector rtcp;

  SdpDissector(Conversations conversations, Dissector rtp, Dissector rtcp) {
    this.conversations = conversations;
    this.rtp = rtp;
    this.rtcp = rtcp;
  }

  /** A description that stands for itself, and is in force at once. */
  void dissect(Octets description) {
    List<SdpMedia> media = new ArrayList<>();
    SdpParser.read(description, media);
    announce(media, conversations.frame());
  }

  /**
   * Announces the media that were not announced before.
   *
   * @param frame number of the frame from which on they are in force
   */
  void announce(List<SdpMedia> media, int frame) {
    boolean bundleAnnounced = false;
    for (SdpMedia each : media) {
      if (each.port == 0 || each.announced || each.address == null) {
        continue;
      }
      if (each.protocol == SdpMedia.Protocol.RTP) {
        each.announced = true;
        if (each.bundled && bundleAnnounced) {
          continue;
        }
        bundleAnnounced |= each.bundled;
        RtpSession session = new RtpSession("SDP", each.encodings);
        conversations.announce(Transport.UDP, each.address, each.port, 0, rtp, session, frame);
        if (each.controlPort != each.port) {
          conversations.announceRtcp(each.address, each.controlPort, 0, rtcp, frame);
        }
      } else if (each.protocol == SdpMedia.Protocol.T38 && each.address.isIpv4()) {
        conversations.announce(
            Transport.UDP,
            each.address,
            each.port,
            0,
            (flow, payload) -> true,
            null,
            conversations.frame());
      }
    }
  }
}
