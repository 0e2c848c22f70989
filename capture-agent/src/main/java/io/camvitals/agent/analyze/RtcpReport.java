package io.camvitals.agent.analyze;

import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.clock.SenderClockEstimate;
import io.camvitals.metrics.rtcp.RtcpFigure;
import io.camvitals.protocol.rtcp.VoipMetrics;
import java.util.Optional;

/**
 * What RTCP told of one stream. What receivers reported is theirs: measured where they are, by the
 * rules of RFC 3550, and not to be mixed with the stream's own figures.
 *
 * @param stream the media stream that it is about
 * @param packets compound packets, those that could not be read included
 * @param malformed compound packets that could not be read
 * @param cname the sender's canonical name, the same for the tracks of one camera (RFC 3550 section
 *     6.5.1); empty when it was not told
 * @param figures over the whole capture, see {@link RtcpFigure}
 * @param clock the sender's wall clock against the capture's; empty while too little is known
 * @param voip what a receiver said last of how it sounds (RFC 3611 section 4.7)
 * @param goodbyeReason of the last BYE; empty when there was none
 */
record RtcpReport(
    StreamIdentity stream,
    long packets,
    long malformed,
    String cname,
    Figures<RtcpFigure> figures,
    Optional<SenderClockEstimate> clock,
    long clockSteps,
    Optional<VoipMetrics> voip,
    String goodbyeReason) {}
