package io.camvitals.agent.analyze;

import io.camvitals.agent.source.file.CaptureDamage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in one or several capture files. Each packet read is RTP, RTCP, a datagram of a
 * transport stream without RTP, or rejected: packets = rtpPackets + rtcpPackets +
 * transportStreamDatagrams + the sum of rejected.
 *
 * @param rejected packets that were neither RTP nor RTCP of a stream, by reason
 * @param captureDropped packets that the capturing program says it dropped
 * @param incompleteDatagrams UDP datagrams of which an IP fragment is missing
 * @param transportStreams MPEG transport streams, those without RTP first
 */
record CaptureReport(
    List<AnalyzedFile> files,
    long packets,
    long rtpPackets,
    long rtcpPackets,
    Map<String, Long> rejected,
    long captureDropped,
    long incompleteDatagrams,
    List<StreamReport> streams,
    long transportStreamDatagrams,
    List<TransportStreamReport> transportStreams) {

  /** One file, with its damage if it could not be read to its end. */
  record AnalyzedFile(Path file, String format, long packets, Optional<CaptureDamage> damage) {}

  CaptureReport sortedBy(StreamOrder order) {
    return new CaptureReport(
        files,
        packets,
        rtpPackets,
        rtcpPackets,
        rejected,
        captureDropped,
        incompleteDatagrams,
        streams.stream().sorted(order.comparator()).toList(),
        transportStreamDatagrams,
        transportStreams);
  }
}
