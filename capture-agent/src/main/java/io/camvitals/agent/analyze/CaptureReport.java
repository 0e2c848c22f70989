package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.PacketReference;
import io.camvitals.agent.source.file.CaptureDamage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found in one or several capture files. Each packet read is RTP, RTCP, a datagram of a
 * transport stream without RTP, or rejected, as which TCP segments count; RTP and RTCP within TCP
 * come beside these: packets + connections.interleavedPackets = rtpPackets + rtcpPackets +
 * transportStreamDatagrams + the sum of rejected.
 *
 * @param rejected packets that were neither RTP nor RTCP of a stream, by reason
 * @param captureDropped packets that the capturing program says it dropped
 * @param extent of all files together
 * @param connections of TCP, and what was spoken in them
 * @param link what lay around the packets
 * @param wireshark the same capture as Wireshark reads it, when that was asked for
 * @param incompleteDatagrams UDP datagrams of which an IP fragment is missing
 * @param rtcp what it told of each stream, in the order of the streams as they began
 * @param transportStreams MPEG transport streams, those without RTP first
 * @param selection when streams and connections are shown that a filter selects
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
    List<TransportStreamReport> transportStreams,
    List<RtcpReport> rtcp,
    CaptureExtent extent,
    ConnectionsReport connections,
    LinkReport link,
    Optional<WiresharkReport> wireshark,
    Optional<Selection> selection) {

  /**
   * What a filter left.
   *
   * @param filter as it was written
   * @param hiddenStreams that it does not select
   */
  record Selection(String filter, long hiddenStreams) {}

  /** One file, with its damage if it could not be read to its end. */
  record AnalyzedFile(Path file, String format, long packets, Optional<CaptureDamage> damage) {}

  /** What was analysed: the file's name, or those of several files with commas between. */
  String name() {
    return files.stream().map(file -> file.file().toString()).collect(Collectors.joining(", "));
  }

  /** Our streams and Wireshark's, joined. */
  List<ListedStream> listedStreams() {
    return ListedStream.join(streams, wireshark, connections);
  }

  /** Streams that were found, those that a filter does not select included. */
  long foundStreams() {
    return streams.size() + selection.map(Selection::hiddenStreams).orElse(0L);
  }

  /** What is to be said of it in words, the worst first. */
  List<Finding> findings() {
    return Findings.of(this);
  }

  /** Where to look: a packet's number as Wireshark counts, and its file when there are several. */
  String place(PacketReference packet) {
    return "packet "
        + ReportText.count(packet.frame())
        + (files.size() == 1 ? "" : " of " + files.get(packet.file()).file().getFileName());
  }

  CaptureReport sortedBy(StreamOrder order) {
    return with(
        streams.stream().sorted(order.comparator()).toList(),
        transportStreams,
        rtcp,
        connections,
        wireshark,
        selection);
  }

  /** The same capture with other lists. */
  CaptureReport with(
      List<StreamReport> otherStreams,
      List<TransportStreamReport> otherTransportStreams,
      List<RtcpReport> otherRtcp,
      ConnectionsReport otherConnections,
      Optional<WiresharkReport> otherWireshark,
      Optional<Selection> otherSelection) {
    return new CaptureReport(
        files,
        packets,
        rtpPackets,
        rtcpPackets,
        rejected,
        captureDropped,
        incompleteDatagrams,
        otherStreams,
        transportStreamDatagrams,
        otherTransportStreams,
        otherRtcp,
        extent,
        otherConnections,
        link,
        otherWireshark,
        otherSelection);
  }
}
