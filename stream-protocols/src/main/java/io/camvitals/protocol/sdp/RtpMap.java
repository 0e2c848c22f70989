package io.camvitals.protocol.sdp;

/**
 * What a payload type stands for (RFC 8866 section 6.6).
 *
 * @param payloadType 0 to 127
 * @param encoding name as the camera writes it; compare without regard to case
 * @param clockRate RTP timestamp units per second; 0 when the camera gave none that can be read
 * @param channels audio channels; 1 when not given
 */
public record RtpMap(int payloadType, String encoding, int clockRate, int channels) {}
