package io.camvitals.agent.analyze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.protocol.tcp.TcpFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is known of the hand-made captures, {@code edge/TRUTH.json}, and what we measure. */
final class EdgeTruth {
  private static final int DYNAMIC_TYPE = 96;
  private static final int VIDEO_CLOCK_RATE = 90_000;

  /** Steps that bring RFC 3550's jitter to within this of where it tends. */
  private static final double JITTER_TOLERANCE_MS = 0.25;

  /**
   * One known figure.
   *
   * @param note what the capture shows
   */
  record Figure(String capture, String note, String name, double truth, double ours) {
    boolean isMet() {
      double tolerance = name.equals("jitter_limit_ms") ? JITTER_TOLERANCE_MS : 1e-6;
      return Math.abs(truth - ours) <= tolerance;
    }
  }

  private EdgeTruth() {}

  static List<Figure> of(Path captures) throws IOException {
    Path edge = captures.resolve("edge");
    JsonNode truth = new ObjectMapper().readTree(edge.resolve("TRUTH.json").toFile());
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> capture : truth.properties()) {
      Path file = edge.resolve(capture.getKey() + ".pcap");
      CaptureReport report = ReferenceCapture.analyze(file, Map.of());
      CaptureReport withClock =
          ReferenceCapture.analyze(file, Map.of(DYNAMIC_TYPE, VIDEO_CLOCK_RATE));
      for (Map.Entry<String, JsonNode> figure : capture.getValue().properties()) {
        if (figure.getValue().isNumber()) {
          String name = figure.getKey();
          figures.add(
              new Figure(
                  capture.getKey(),
                  capture.getValue().path("note").asText(),
                  name,
                  figure.getValue().asDouble(),
                  ours(name, name.equals("jitter_90k") ? withClock : report)));
        }
      }
    }
    return figures;
  }

  private static double ours(String name, CaptureReport report) {
    return switch (name) {
      case "streams" -> report.streams().size();
      case "packets" -> report.rtpPackets();
      case "tcp_retrans" ->
          report.connections().tcp().stream()
              .mapToLong(
                  each -> retransmissions(each.fromClient()) + retransmissions(each.fromServer()))
              .sum();
      default -> ofStream(name, report.streams());
    };
  }

  private static long retransmissions(TcpFigures figures) {
    return figures.fastRetransmissions()
        + figures.timeoutRetransmissions()
        + figures.spuriousRetransmissions();
  }

  private static double ofStream(String name, List<StreamReport> streams) {
    if (streams.size() != 1) {
      return Double.NaN;
    }
    StreamReport stream = streams.get(0);
    return switch (name) {
      case "lost", "lost_visible", "lost_sane", "lost_true" -> stream.lost();
      case "lost_rfc" -> stream.lost() - stream.duplicates();
      case "unique" -> stream.unique();
      case "dup", "dup_rtp" -> stream.duplicates();
      case "reordered" -> stream.reordered();
      case "jitter", "jitter_90k", "jitter_limit_ms" -> stream.jitterMaxMs();
      default -> throw new IllegalArgumentException("unknown figure " + name);
    };
  }
}
