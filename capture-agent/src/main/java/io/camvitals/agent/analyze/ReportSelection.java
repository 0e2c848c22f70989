package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.filter.CaptureFilter;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes out of a report what a filter does not select. Streams and connections are shown whole or
 * not at all; what was counted of the capture stays.
 */
final class ReportSelection {
  private final CaptureFilter filter;
  private final Set<Pair> shownInTcp = new HashSet<>();

  private record Pair(Endpoint one, Endpoint other) {}

  private ReportSelection(CaptureFilter filter) {
    this.filter = filter;
  }

  static CaptureReport apply(CaptureFilter filter, CaptureReport report) {
    return new ReportSelection(filter).select(report);
  }

  private CaptureReport select(CaptureReport report) {
    List<StreamReport> streams =
        report.streams().stream()
            .filter(stream -> isSelected(stream.source(), stream.destination(), stream.ssrc()))
            .toList();
    for (StreamReport stream : streams) {
      if (stream.transport().equals("tcp")) {
        shownInTcp.add(new Pair(stream.source(), stream.destination()));
        shownInTcp.add(new Pair(stream.destination(), stream.source()));
      }
    }
    ConnectionsReport connections = report.connections();
    return report.with(
        streams,
        report.transportStreams().stream().filter(ts -> isSelected(ts.identity())).toList(),
        report.rtcp().stream().filter(rtcp -> isSelected(rtcp.stream())).toList(),
        new ConnectionsReport(
            connections.tcp().stream()
                .filter(each -> isSelected(each.client(), each.server()))
                .toList(),
            connections.tcpNotListed(),
            connections.rtsp().stream()
                .filter(each -> isSelected(each.client(), each.server()))
                .toList(),
            connections.rtspNotListed(),
            connections.changes(),
            connections.interleavedPackets(),
            connections.interleavedRejected(),
            connections.moments()),
        report.wireshark().map(this::select),
        Optional.of(
            new CaptureReport.Selection(filter.text(), report.streams().size() - streams.size())));
  }

  private WiresharkReport select(WiresharkReport wireshark) {
    return new WiresharkReport(
        wireshark.streams().stream()
            .filter(each -> filter.selects(each.source(), each.destination(), each.ssrc()))
            .toList(),
        wireshark.firstNs(),
        wireshark.uncounted(),
        wireshark.analysis());
  }

  private boolean isSelected(Endpoint source, Endpoint destination, String ssrc) {
    return filter.selects(source, destination, Integer.parseUnsignedInt(ssrc, 16));
  }

  private boolean isSelected(StreamIdentity identity) {
    return switch (identity.getTransport()) {
      case TRANSPORT_UDP_MPEG_TS -> filter.selects(identity.getSource(), identity.getDestination());
      default ->
          filter.selects(identity.getSource(), identity.getDestination(), identity.getSsrc());
    };
  }

  /** A connection is shown when it is selected itself, or a stream in it is. */
  private boolean isSelected(Endpoint client, Endpoint server) {
    return filter.selectsEither(client, server) || shownInTcp.contains(new Pair(client, server));
  }
}
