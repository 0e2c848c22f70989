/**
 * RTSP 1.0 (RFC 2326): messages, authentication, and the client session that keeps one camera
 * playing.
 *
 * <p>Bytes flow {@code RtspMessageParser} to values ({@code RtspRequest}, {@code RtspResponse},
 * {@code TransportHeader} ...), and back through {@code RtspMessageWriter}; client and server use
 * the same.
 */
package io.camvitals.protocol.rtsp;
