package io.camvitals.agent.observe;

import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.WirelessEvent;

/**
 * Takes what sources tell of TCP connections, of the RTSP spoken in them, of streams that change,
 * and of radio. Each method may be left alone by who does not want to know. One source's calls come
 * from one thread at a time.
 */
public interface ConnectionObserver {
  /** Takes no notice. */
  ConnectionObserver NONE = new ConnectionObserver() {};

  /** One second of one connection; at most one a second and connection. */
  default void tcp(TcpEvent event) {}

  /** A connection is followed no more. */
  default void tcpClosed(TcpConnectionReport report) {}

  /** One request with its answer, or a change of a session. */
  default void rtsp(RtspEvent event) {}

  /** An RTSP dialogue is followed no more. */
  default void rtspClosed(RtspDialogueReport report) {}

  /** A camera's channel goes on in another stream. */
  default void streamChanged(StreamChangeEvent event) {}

  /** One second of what one station sent by IEEE 802.11. */
  default void wireless(WirelessEvent event) {}
}
