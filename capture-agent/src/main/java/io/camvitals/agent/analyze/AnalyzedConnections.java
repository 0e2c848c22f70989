package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.trace.PacketNumbers;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.WirelessEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what is told of connections for the report, up to {@value #MOST} of each kind: of
 * connections those with most bytes, of dialogues those with most requests.
 */
final class AnalyzedConnections implements ConnectionObserver {
  static final int MOST = 10_000;

  private final LargestKept<TcpConnectionReport> tcp =
      new LargestKept<>(MOST, each -> each.fromClient().bytes() + each.fromServer().bytes());
  private final LargestKept<RtspDialogueReport> rtsp =
      new LargestKept<>(MOST, RtspDialogueReport::requests);
  private final List<StreamChangeEvent> changes = new ArrayList<>();
  private final WirelessStatistics wireless = new WirelessStatistics();
  private final ConnectionMoments moments;

  AnalyzedConnections(PacketNumbers numbers) {
    this.moments = new ConnectionMoments(numbers);
  }

  @Override
  public void tcp(TcpEvent event) {
    moments.second(event);
  }

  @Override
  public void rtsp(RtspEvent event) {
    moments.rtsp(event);
  }

  @Override
  public void tcpClosed(TcpConnectionReport report) {
    if (ConnectionAttempts.isAttempt(report)) {
      moments.attempted(report);
    }
    tcp.add(report);
  }

  @Override
  public void rtspClosed(RtspDialogueReport report) {
    rtsp.add(report);
  }

  @Override
  public void streamChanged(StreamChangeEvent event) {
    if (changes.size() < MOST) {
      changes.add(event);
    }
  }

  @Override
  public void wireless(WirelessEvent event) {
    wireless.add(event);
  }

  /** Empty when the capture has no frames of IEEE 802.11. */
  Optional<WirelessReport> wireless() {
    return wireless.report();
  }

  ConnectionsReport report(List<AnalyzedStream> interleaved, Map<String, Long> rejectedFrames) {
    long packets =
        interleaved.stream()
            .mapToLong(stream -> StreamReport.of(stream).rtpPackets() + stream.rtcpPackets())
            .sum();
    return new ConnectionsReport(
        tcp.sortedBy(Comparator.comparingLong(TcpConnectionReport::firstNs)),
        tcp.others(),
        rtsp.sortedBy(Comparator.comparingLong(RtspDialogueReport::firstNs)),
        rtsp.others(),
        List.copyOf(changes),
        packets,
        rejectedFrames,
        moments);
  }
}
