package io.camvitals.agent.source.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.agent.source.TsharkRows;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.protocol.tcp.TcpFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds the figures of connections against tshark's analysis of the same capture. What both define
 * alike must be equal; a segment that fills a hole may be out of order to the one and sent again to
 * the other, so these are held together; a window that stays closed is one event here and one for
 * each segment there.
 */
final class TsharkTcp {
  private TsharkTcp() {}

  private static final class Direction {
    long segments;
    long bytes;
    long lateSegments;
    long duplicateAcknowledgements;
    long zeroWindows;
    long keepAlives;
    long missing;
  }

  /** Each direction of each connection of the capture, summed over those between the same ends. */
  static void compare(Path capture, CapturedHosts hosts) throws IOException, InterruptedException {
    Map<String, Direction> reference = tshark(capture);
    Map<String, Direction> ours = new HashMap<>();
    for (TcpConnectionReport report : hosts.told.connections) {
      add(ours, report.client(), report.server(), report.fromClient(), report.fromServer());
      add(ours, report.server(), report.client(), report.fromServer(), report.fromClient());
    }
    assertThat(ours.keySet()).isEqualTo(reference.keySet());
    ours.forEach(
        (key, found) -> {
          Direction expected = reference.get(key);
          assertThat(found.segments).as("segments %s", key).isEqualTo(expected.segments);
          assertThat(found.bytes).as("bytes %s", key).isEqualTo(expected.bytes);
          assertThat(found.lateSegments).as("late %s", key).isEqualTo(expected.lateSegments);
          assertThat(found.duplicateAcknowledgements)
              .as("duplicate acknowledgements %s", key)
              .isEqualTo(expected.duplicateAcknowledgements);
          assertThat(found.keepAlives).as("keep-alives %s", key).isEqualTo(expected.keepAlives);
          assertThat(found.zeroWindows > 0)
              .as("zero windows %s", key)
              .isEqualTo(expected.zeroWindows > 0);
          assertThat(found.zeroWindows).isLessThanOrEqualTo(expected.zeroWindows);
          assertThat(found.missing > 0).as("gaps %s", key).isEqualTo(expected.missing > 0);
        });
  }

  private static void add(
      Map<String, Direction> all, Endpoint from, Endpoint to, TcpFigures sent, TcpFigures back) {
    Direction direction =
        all.computeIfAbsent(
            StreamKeys.of(from) + " " + StreamKeys.of(to), unseen -> new Direction());
    direction.segments += sent.segments();
    direction.bytes += sent.bytes();
    direction.lateSegments += sent.retransmissions() + sent.outOfOrder();
    direction.keepAlives += sent.keepAlives();
    direction.missing += sent.gaps();
    // What a receiver says of the other's data is figured with these.
    direction.duplicateAcknowledgements += back.duplicateAcknowledgements();
    direction.zeroWindows += back.zeroWindows();
  }

  private static Map<String, Direction> tshark(Path capture)
      throws IOException, InterruptedException {
    Map<String, Direction> directions = new HashMap<>();
    for (String[] row :
        TsharkRows.of(
            capture,
            "tcp && !icmp",
            "ip.src",
            "ipv6.src",
            "tcp.srcport",
            "ip.dst",
            "ipv6.dst",
            "tcp.dstport",
            "tcp.len",
            "tcp.analysis.retransmission",
            "tcp.analysis.out_of_order",
            "tcp.analysis.duplicate_ack",
            "tcp.analysis.zero_window",
            "tcp.analysis.keep_alive",
            "tcp.analysis.lost_segment",
            "tcp.flags.reset")) {
      Direction direction =
          directions.computeIfAbsent(
              host(row[0], row[1], row[2]) + " " + host(row[3], row[4], row[5]),
              unseen -> new Direction());
      boolean keepAlive = !row[11].isEmpty();
      direction.segments++;
      direction.bytes += keepAlive ? 0 : Long.parseLong(row[6]);
      direction.lateSegments += !row[7].isEmpty() || !row[8].isEmpty() ? 1 : 0;
      direction.duplicateAcknowledgements += row[9].isEmpty() ? 0 : 1;
      direction.zeroWindows += row[10].isEmpty() ? 0 : 1;
      direction.keepAlives += keepAlive ? 1 : 0;
      direction.missing += row[12].isEmpty() ? 0 : 1;
    }
    return directions;
  }

  private static String host(String ipv4, String ipv6, String port) {
    return (ipv4.isEmpty() ? "[" + ipv6 + "]" : ipv4) + ":" + port;
  }
}
