package io.camvitals.agent.analyze;

import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.v1.StreamChangeEvent;
import java.util.List;
import java.util.Map;

/**
 * TCP connections and the RTSP spoken in them.
 *
 * @param tcp in the order in which they began, at most {@value AnalyzedConnections#MOST}: those
 *     with most bytes
 * @param tcpNotListed connections beyond these
 * @param rtsp dialogues in the order in which they began, at most as many: those with most requests
 * @param rtspNotListed dialogues beyond these
 * @param changes of streams
 * @param interleavedPackets RTP and RTCP packets that came within TCP
 * @param interleavedRejected frames within TCP that were neither, by reason
 * @param moments where in the capture something happened to them
 */
record ConnectionsReport(
    List<TcpConnectionReport> tcp,
    long tcpNotListed,
    List<RtspDialogueReport> rtsp,
    long rtspNotListed,
    List<StreamChangeEvent> changes,
    long interleavedPackets,
    Map<String, Long> interleavedRejected,
    ConnectionMoments moments) {}
