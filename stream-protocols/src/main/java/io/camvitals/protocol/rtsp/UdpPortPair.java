package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The two UDP sockets of one track. Whoever implements it receives the packets itself; those that
 * come before {@link RtspSessionListener#playing} tells the track belong to it too.
 *
 * <p>Sockets are best left unconnected: some cameras send from other ports or addresses than they
 * announce.
 */
public interface UdpPortPair extends AutoCloseable {
  /** The local port for RTP. */
  int rtpPort();

  /** The local port for RTCP. */
  int rtcpPort();

  /**
   * Tells where the camera means to send from and listens. Called once, before PLAY.
   *
   * @param rtp port 0 when the camera did not tell
   * @param rtcp port 0 when the camera did not tell; then reports go to where its RTCP came from
   */
  void connect(InetSocketAddress rtp, InetSocketAddress rtcp);

  /** Sends from the RTP port; does nothing while the camera's port is unknown. */
  void sendRtp(ByteBuffer datagram) throws IOException;

  /** Sends from the RTCP port; does nothing while the camera's port is unknown. */
  void sendRtcp(ByteBuffer datagram) throws IOException;

  /** Datagrams received on the RTP port since it was opened. May be asked by any thread. */
  long receivedPackets();

  /** Closes both sockets. Called by the session's thread, once. */
  @Override
  void close();
}
