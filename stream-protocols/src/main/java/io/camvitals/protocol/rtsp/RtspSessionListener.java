package io.camvitals.protocol.rtsp;

import io.camvitals.protocol.sdp.SessionDescription;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * What happens in one camera's session. All calls come from the session's thread, and it reads
 * nothing while they last. No text that is passed holds credentials.
 *
 * <p>An attempt is: connected, exchanges, described, playing, packets, disconnected; each may be
 * its last but one, and {@code disconnected} is its last. Then comes {@code reconnecting}, unless a
 * redirect, another transport or the end of the session follows.
 */
public interface RtspSessionListener {
  void connected(InetSocketAddress client, InetSocketAddress server);

  void exchange(RtspExchange exchange);

  void described(SessionDescription description);

  /** PLAY was answered. Interleaved packets that came before the answer follow now. */
  void playing(List<RtspTrack> tracks);

  /**
   * One interleaved RTP packet.
   *
   * @param buffer holds the packet at {@code offset}; valid during the call only. Its position and
   *     limit are of no meaning and must not be changed
   * @param arrivalNs nanoseconds since the Unix epoch, when its last byte was read from the socket
   */
  void rtp(RtspTrack track, ByteBuffer buffer, int offset, int length, long arrivalNs);

  /** One interleaved RTCP compound packet; otherwise as {@link #rtp}. */
  void rtcp(RtspTrack track, ByteBuffer buffer, int offset, int length, long arrivalNs);

  /** The camera sent bytes that are no RTSP; the session goes on behind them. */
  void malformed(RtspParseError error);

  /** An interleaved frame is dropped: its channel is no track's, or too many came before PLAY. */
  void frameDropped(int channel, int length);

  /** The camera refuses the user or password. The next attempt waits much longer than others. */
  void authenticationFailed(String reason);

  /** The connection has ended, or could not be made. */
  void disconnected(String reason);

  /** The next attempt begins after this time. */
  void reconnecting(Duration delay);

  /** A listener's method, or the session itself, failed by a fault of the program. */
  void internalError(RuntimeException error);
}
