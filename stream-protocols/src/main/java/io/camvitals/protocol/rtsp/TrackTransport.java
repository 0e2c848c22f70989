package io.camvitals.protocol.rtsp;

import java.net.InetSocketAddress;

/** How the packets of one track travel, as client and server agreed in SETUP. */
public sealed interface TrackTransport {
  /** Where the RTP packets come from. */
  InetSocketAddress server();

  /** Where the RTP packets go. */
  InetSocketAddress client();

  /**
   * Over UDP.
   *
   * @param server where RTP comes from; port 0 when the camera did not tell
   * @param serverRtcp where RTCP comes from and goes to; port 0 when the camera did not tell
   * @param client the local address and RTP port
   * @param ports the sockets
   */
  record Udp(
      InetSocketAddress server,
      InetSocketAddress serverRtcp,
      InetSocketAddress client,
      UdpPortPair ports)
      implements TrackTransport {}

  /**
   * Within the RTSP connection (RFC 2326 section 10.12).
   *
   * @param server the connection's other end
   * @param client the connection's local end
   * @param channels 0 to 255
   */
  record Interleaved(InetSocketAddress server, InetSocketAddress client, RtpRtcpPair channels)
      implements TrackTransport {}
}
