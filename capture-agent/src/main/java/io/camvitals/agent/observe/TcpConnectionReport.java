package io.camvitals.agent.observe;

import io.camvitals.event.v1.Endpoint;
import io.camvitals.protocol.tcp.TcpFigures;

/**
 * One TCP connection from its first to its last segment in the capture.
 *
 * @param client who opened it; when that was not seen, whose segment came first unless the protocol
 *     tells the client
 * @param handshakeSeen whether its beginning was captured
 * @param protocol what it carries: "rtsp", "rtsp-over-http", "http-mjpeg" ...; empty when unknown
 * @param protocolByContent true when the bytes showed the protocol, false when only the port does
 * @param rtspUrl without credentials; empty when it carried no RTSP
 * @param firstNs arrival of the first segment, nanoseconds since the Unix epoch
 * @param lastNs arrival of the last segment
 * @param end "finished", "reset", "forgotten", "replaced" or "capture-ended"
 * @param serverHandshakeNs from SYN to its answer as they passed the capture; -1 when unknown
 * @param clientHandshakeNs from that answer to its acknowledgement; -1 when unknown
 * @param fromClient figures of the data that the client sent, and of what the server answered
 * @param fromServer figures of the data that the server sent, and of what the client answered
 */
public record TcpConnectionReport(
    Endpoint client,
    Endpoint server,
    boolean handshakeSeen,
    String protocol,
    boolean protocolByContent,
    String rtspUrl,
    long firstNs,
    long lastNs,
    String end,
    long serverHandshakeNs,
    long clientHandshakeNs,
    TcpFigures fromClient,
    TcpFigures fromServer) {

  /** The round trip of the whole path at the handshake, nanoseconds; -1 when unknown. */
  public long handshakeNs() {
    return serverHandshakeNs < 0 || clientHandshakeNs < 0
        ? -1
        : serverHandshakeNs + clientHandshakeNs;
  }
}
