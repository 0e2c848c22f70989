package io.camvitals.agent.analyze.wireshark;

/** The protocols that lead to RTP, and how they are joined. */
final class Dissectors {
  private static final int[] RTSP_PORTS = {554, 7236, 8554};
  private static final int SIP_PORT = 5060;
  private static final int STUN_PORT = 3478;
  private static final int[] MGCP_PORTS = {2427, 2727};
  private static final int MEGACO_PORT = 2944;
  private static final int SAP_PORT = 9875;

  private final UdpDissector udp;
  private final TcpDissector tcp;
  private final Dissector rtsp;

  Dissectors(Conversations conversations, RtpTaps taps) {
    Desegmentation desegmentation = new Desegmentation();
    RtpDissector rtp = new RtpDissector(taps);
    Dissector announcedRtp = (flow, payload) -> rtp.dissect(payload, flow.session(conversations));
    Dissector guessedRtp =
        (flow, payload) ->
            RtpDissector.looksLikeRtp(payload)
                ? rtp.dissect(payload, flow.session(conversations))
                : RtpDissector.isZrtp(payload);
    Dissector rtcp = new RtcpDissector();
    SdpDissector sdp = new SdpDissector(conversations, announcedRtp, rtcp);
    SipDissector sip = new SipDissector(conversations, desegmentation, sdp);
    StunDissector stun = new StunDissector(conversations, desegmentation, guessedRtp);
    TextGateways gateways = new TextGateways(sdp);
    DatagramTransports transports = new DatagramTransports(conversations);
    DtlsDissector dtls = new DtlsDissector(conversations, announcedRtp);

    udp = new UdpDissector(conversations);
    SelectivePorts.register(udp);
    udp.register(SIP_PORT, sip::udp);
    udp.register(STUN_PORT, stun.udp());
    udp.register(MEGACO_PORT, gateways::megaco);
    udp.register(SAP_PORT, gateways::sap);
    for (int port : MGCP_PORTS) {
      udp.register(port, gateways::mgcp);
    }
    udp.tryLast(transports::isUdt);
    udp.tryLast(stun::isUdp);
    udp.tryLast(sip::udp);
    udp.tryLast(guessedRtp);
    udp.tryLast(transports::isQuic);
    udp.tryLast(dtls::isDtls);

    tcp = new TcpDissector(conversations, desegmentation);
    rtsp =
        new RtspDissector(
            conversations,
            desegmentation,
            new RtspTransport(conversations, announcedRtp, rtcp),
            sdp);
    for (int port : RTSP_PORTS) {
      tcp.register(port, rtsp);
    }
    tcp.register(SIP_PORT, sip::tcp);
    tcp.register(STUN_PORT, stun.tcp());
    tcp.tryLast(stun::isTcp);
    tcp.tryLast(sip::isTcp);
  }

  UdpDissector udp() {
    return udp;
  }

  /** How far the frames of RTSP are read that a direction of a connection carried. */
  InterleavedReading reading(Flow.Key key) {
    return tcp.reading(key, rtsp);
  }

  TcpDissector tcp() {
    return tcp;
  }
}
