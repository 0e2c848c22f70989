package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.decimal;

import io.camvitals.agent.analyze.Finding.Severity;
import io.camvitals.event.StreamKeys;
import io.camvitals.metrics.rtcp.RtcpFigure;
import java.util.Optional;
import java.util.function.Consumer;

/** What receivers reported of streams and the capture does not show, or the other way round. */
final class RtcpFindings {
  /** Smaller differences are those of the spans that each looked at. */
  private static final double SAME_LOSS = 0.005;

  private static final int FEW = 3;
  private static final double LOSS_CRITICAL = 0.01;
  private static final double FAST_DRIFT_PPM = 100;

  private RtcpFindings() {}

  static void of(CaptureReport report, Consumer<Finding> findings) {
    for (RtcpReport rtcp : report.rtcp()) {
      report.streams().stream()
          .filter(stream -> isOf(rtcp, stream))
          .findFirst()
          .ifPresent(stream -> compare(rtcp, stream, findings));
    }
  }

  private static boolean isOf(RtcpReport rtcp, StreamReport stream) {
    return stream.ssrc().equals(StreamKeys.ssrc(rtcp.stream().getSsrc()))
        && stream.source().equals(rtcp.stream().getSource())
        && stream.destination().equals(rtcp.stream().getDestination());
  }

  private static void compare(RtcpReport rtcp, StreamReport stream, Consumer<Finding> findings) {
    double remote = RtcpFigure.remoteLossRatio(rtcp.figures());
    long remoteLost = rtcp.figures().get(RtcpFigure.REMOTE_LOST);
    double here = stream.lossRatio();
    String both =
        "Receivers report "
            + decimal(100 * remote, 2)
            + " % lost, and "
            + decimal(100 * here, 2)
            + " % are missing here: ";
    if (remote - here > SAME_LOSS && remoteLost > FEW) {
      add(
          stream,
          Severity.WARNING,
          "loss-behind-capture",
          both + "packets get lost between this place and the receiver.",
          remote / LOSS_CRITICAL,
          findings);
    } else if (here - remote > SAME_LOSS && stream.lost() > FEW) {
      add(
          stream,
          Severity.WARNING,
          "loss-of-capture",
          both
              + "packets that the receiver got are not in the capture, so that losses here are at"
              + " least in part the capture's own (a mirror port that is overloaded, the disk).",
          here / LOSS_CRITICAL,
          findings);
    }
    rtcp.clock()
        .filter(clock -> clock.isDriftKnown() && Math.abs(clock.driftPpm()) > FAST_DRIFT_PPM)
        .ifPresent(
            clock ->
                add(
                    stream,
                    Severity.NOTE,
                    "clock-drift",
                    "The sender's clock drifts by "
                        + decimal(clock.driftPpm(), 0)
                        + " ppm against the capture's: "
                        + decimal(Math.abs(clock.driftPpm()) * 0.0864, 1)
                        + " s a day.",
                    Math.abs(clock.driftPpm()) / FAST_DRIFT_PPM,
                    findings));
  }

  private static void add(
      StreamReport stream,
      Severity severity,
      String kind,
      String text,
      double weight,
      Consumer<Finding> findings) {
    findings.accept(
        new Finding(
            severity,
            kind,
            Finding.subject(stream.source(), stream.destination(), stream.codec()),
            text,
            Optional.empty(),
            "rtcp && rtcp.ssrc.identifier == 0x" + stream.ssrc(),
            weight));
  }
}
