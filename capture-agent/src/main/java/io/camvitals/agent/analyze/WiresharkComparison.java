package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.wireshark.NotCounted;
import io.camvitals.agent.analyze.wireshark.WiresharkStream;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.v1.Endpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sets the streams of a capture beside what Wireshark makes of it, and says why they differ. */
final class WiresharkComparison {
  private record Ends(Endpoint source, Endpoint destination) {}

  private final WiresharkReport wireshark;
  private final Map<ListedStream.Key, Integer> sharing = new HashMap<>();
  private final Set<Ends> gaps = new HashSet<>();

  WiresharkComparison(
      List<StreamReport> own, WiresharkReport wireshark, ConnectionsReport connections) {
    this.wireshark = wireshark;
    own.forEach(stream -> sharing.merge(ListedStream.Key.of(stream), 1, Integer::sum));
    for (TcpConnectionReport connection : connections.tcp()) {
      if (connection.fromClient().gaps() > 0) {
        gaps.add(new Ends(connection.client(), connection.server()));
      }
      if (connection.fromServer().gaps() > 0) {
        gaps.add(new Ends(connection.server(), connection.client()));
      }
    }
  }

  /** Why Wireshark says something else of a stream of ours, or does not list it. */
  List<Difference> differences(StreamReport stream, Optional<WiresharkStream> theirs) {
    if (theirs.isEmpty()) {
      return ListingDifference.notListed(stream, hasGaps(stream), wireshark.analysis());
    }
    Map<NotCounted, Long> uncounted =
        wireshark
            .analysis()
            .notCounted()
            .of(stream.source(), stream.destination(), theirs.get().ssrc());
    return FigureDifferences.of(
        stream,
        theirs.get(),
        sharing.get(ListedStream.Key.of(stream)),
        uncounted,
        hasGaps(stream),
        wireshark.analysis().unread(stream.source(), stream.destination()));
  }

  private boolean hasGaps(StreamReport stream) {
    return gaps.contains(new Ends(stream.source(), stream.destination()));
  }
}
