/**
 * Session descriptions as cameras send them in answer to DESCRIBE (RFC 8866, RFC 4566; RFC 2326
 * appendix C for what RTSP adds).
 */
package io.camvitals.protocol.sdp;
