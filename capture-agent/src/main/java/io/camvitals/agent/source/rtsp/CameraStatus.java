package io.camvitals.agent.source.rtsp;

import java.time.Instant;

/**
 * A camera at one moment.
 *
 * @param url without credentials
 * @param transport "udp" or "tcp" while it plays, else empty
 * @param since when the state was entered
 * @param reason why it does not play; empty when it does
 * @param packets received in all sessions, RTP and RTCP
 * @param sessions that came to play
 */
public record CameraStatus(
    String id,
    String url,
    CameraState state,
    String transport,
    Instant since,
    String reason,
    long packets,
    long sessions) {}
