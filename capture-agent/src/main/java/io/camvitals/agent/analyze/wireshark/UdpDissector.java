package io.camvitals.agent.analyze.wireshark;

/**
 * Who reads a UDP payload, in Wireshark's order: the dissector that a conversation names, that of
 * the lower port, that of the higher one, and then the heuristics, of which those of RTP matter.
 */
final class UdpDissector {
  private final Conversations conversations;
  private final RtpDissector rtp;
  private final UdpPorts ports = new UdpPorts();

  UdpDissector(Conversations conversations, RtpDissector rtp) {
    this.conversations = conversations;
    this.rtp = rtp;
  }

  void dissect(Flow flow, Octets payload) {
    Dissector announced = flow.dissector(conversations);
    if (announced != null && announced.dissect(flow, payload)) {
      return;
    }
    int low = Math.min(flow.key().sourcePort(), flow.key().destinationPort());
    int high = Math.max(flow.key().sourcePort(), flow.key().destinationPort());
    if (ports.isTaken(low) || ports.isTaken(high)) {
      return;
    }
    if (RtpDissector.looksLikeRtp(payload)) {
      rtp.dissect(payload, flow.session(conversations));
    }
  }
}
