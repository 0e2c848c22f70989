package io.camvitals.protocol.rtsp;

import io.camvitals.protocol.sdp.MediaDescription;
import java.util.OptionalInt;

/**
 * One track that plays.
 *
 * @param index among the tracks of the description, from 0
 * @param media "video", "audio", "application"
 * @param codec encoding name in upper case ("H264"); empty when unknown
 * @param clockRate RTP timestamp units per second; 0 when unknown
 * @param payloadType 0 to 127, the first that the description names
 * @param url the track's control URL, without credentials; for people, see {@link
 *     RtspUrl#display(String)}
 * @param ssrc announced in SETUP's answer; a hint, some cameras then send another
 * @param firstSequenceNumber of PLAY's {@code RTP-Info}, 0 to 65535
 * @param firstTimestamp of PLAY's {@code RTP-Info}, as the 32 bits
 */
public record RtspTrack(
    int index,
    String media,
    String codec,
    int clockRate,
    int payloadType,
    String url,
    TrackTransport transport,
    OptionalInt ssrc,
    OptionalInt firstSequenceNumber,
    OptionalInt firstTimestamp,
    MediaDescription description) {
  /** The same track with what PLAY's answer told of it. */
  RtspTrack with(RtpInfo info) {
    return new RtspTrack(
        index,
        media,
        codec,
        clockRate,
        payloadType,
        url,
        transport,
        ssrc,
        info.sequenceNumber(),
        info.timestamp(),
        description);
  }
}
