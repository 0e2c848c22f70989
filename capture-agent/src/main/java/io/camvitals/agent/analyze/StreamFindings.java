package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.counted;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;

import io.camvitals.agent.analyze.Finding.Severity;
import io.camvitals.agent.analyze.trace.LossRuns;
import io.camvitals.agent.analyze.trace.PacketReference;
import io.camvitals.agent.analyze.trace.StreamTrace;
import io.camvitals.metrics.frame.FrameFigure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is to be said of one RTP stream. */
final class StreamFindings {
  private static final double NS_PER_S = 1e9;
  private static final double NS_PER_MS = 1e6;
  private static final double LOSS_WARNING = 0.005;
  private static final double LOSS_CRITICAL = 0.01;
  private static final double JITTER_WARNING_MS = 20;
  private static final double JITTER_CRITICAL_MS = 30;
  private static final double PEAK_MS = 100;
  private static final double DUPLICATES_NOTED = 0.05;
  private static final long STALL_NS = 2_000_000_000L;
  private static final long LONG_STALL_NS = 10_000_000_000L;
  private static final long LONG_KEY_FRAME_INTERVAL_NS = 10_000_000_000L;
  private static final int MANY_DUPLICATES = 10;
  private static final int MIXED_FILES = 10;

  private final StreamReport stream;
  private final StreamTrace trace;
  private final Consumer<Finding> findings;

  private StreamFindings(StreamReport stream, Consumer<Finding> findings) {
    this.stream = stream;
    this.trace = stream.trace();
    this.findings = findings;
  }

  static void of(StreamReport stream, Consumer<Finding> findings) {
    StreamFindings its = new StreamFindings(stream, findings);
    its.loss();
    its.restarts();
    its.order();
    its.jitter();
    its.pause();
    if (stream.isVideo()) {
      its.keyFrames();
    }
  }

  private void loss() {
    if (stream.lost() <= 0) {
      return;
    }
    boolean tcp = stream.transport().equals("tcp");
    List<LossRuns.Run> runs = trace.lossRuns().longest();
    Severity severity =
        stream.lossRatio() >= LOSS_CRITICAL
            ? Severity.CRITICAL
            : stream.lossRatio() >= LOSS_WARNING ? Severity.WARNING : Severity.NOTE;
    add(
        severity,
        "packet-loss",
        count(stream.lost())
            + " of "
            + counted(stream.expected(), "packet")
            + (stream.lost() == 1 ? " is" : " are")
            + " missing ("
            + decimal(100 * stream.lossRatio(), 2)
            + " %)"
            + (runs.isEmpty() ? "." : run(runs.get(0)))
            + pictures()
            + (tcp
                ? " TCP loses nothing on the way: the sender left them out, or the capture missed"
                    + " parts of the connection."
                : ""),
        runs.isEmpty() ? null : runs.get(0).next(),
        stream.lossRatio() / LOSS_CRITICAL);
  }

  private String pictures() {
    if (!(stream.frameDetails().orElse(null) instanceof FrameReport.Video video)
        || video.figures().get(FrameFigure.DAMAGED) == 0) {
      return "";
    }
    return " "
        + counted(video.figures().get(FrameFigure.DAMAGED), "picture")
        + " of "
        + count(FrameFigure.frames(video.figures()))
        + " damaged"
        + (video.keyFramesKnown()
            ? ", " + count(video.figures().get(FrameFigure.SPOILT)) + " more spoilt by these."
            : ".");
  }

  private static String run(LossRuns.Run run) {
    if (run.missing() == 1) {
      return "; no two in a row.";
    }
    return "; the longest run is of "
        + count(run.missing())
        + (run.missing() < run.length() ? " among " + count(run.length()) : "")
        + ", sequence numbers "
        + run.firstSequenceNumber()
        + " to "
        + run.lastSequenceNumber()
        + ".";
  }

  private void restarts() {
    if (stream.restarts() > 0) {
      add(
          Severity.WARNING,
          "sequence-restart",
          "The sender began its sequence numbers anew"
              + (stream.restarts() == 1 ? "" : " " + count(stream.restarts()) + " times")
              + ": it was restarted, or another one took its place. What was lost meanwhile is not"
              + " known.",
          trace.firstRestart().orElse(null),
          stream.restarts());
    }
  }

  private void order() {
    if (trace.packetsOfEarlierFiles() > MIXED_FILES) {
      add(
          Severity.WARNING,
          "several-taps",
          "Its packets come from files that tell of the same time: duplicates, order and jitter are"
              + " those of all of them together.",
          null,
          1);
    }
    if (stream.duplicates() >= MANY_DUPLICATES
        && stream.duplicates() > DUPLICATES_NOTED * stream.packets()) {
      add(
          Severity.NOTE,
          "duplicates",
          count(stream.duplicates())
              + " of "
              + counted(stream.packets(), "packet")
              + " came twice: as from a mirror port that copies both directions, or from two paths.",
          null,
          (double) stream.duplicates() / stream.packets());
    }
  }

  private void jitter() {
    boolean video = !Double.isNaN(stream.frameJitterMeanMs());
    double mean = video ? stream.frameJitterMeanMs() : stream.jitterMeanMs();
    double max = video ? stream.frameJitterMaxMs() : stream.jitterMaxMs();
    if (Double.isNaN(mean) || mean < JITTER_WARNING_MS && max < PEAK_MS) {
      return;
    }
    // Before a clock rate was inferred the place was not followed.
    boolean here = Math.abs(trace.jitter().value() / NS_PER_MS - stream.jitterMaxMs()) < 0.01;
    Severity severity =
        mean >= JITTER_CRITICAL_MS
            ? Severity.CRITICAL
            : mean >= JITTER_WARNING_MS ? Severity.WARNING : Severity.NOTE;
    add(
        severity,
        "jitter",
        "Jitter"
            + (video ? " of its frames" : "")
            + " is "
            + decimal(mean, 1)
            + " ms in the mean and "
            + decimal(max, 1)
            + " ms at most."
            + (here
                ? " That of all packets is at its highest, "
                    + ms(trace.jitter().value(), 1)
                    + " ms, here."
                : ""),
        here ? trace.jitter().packet() : null,
        Math.max(mean / JITTER_CRITICAL_MS, max / PEAK_MS / 10));
  }

  private void pause() {
    long pauseNs = trace.pause().value();
    if (pauseNs < STALL_NS) {
      return;
    }
    boolean video = stream.isVideo();
    add(
        pauseNs >= LONG_STALL_NS && video ? Severity.CRITICAL : Severity.WARNING,
        video ? "freeze" : "pause",
        "No packet came for "
            + seconds(pauseNs)
            + (trace.pauseLost() > 0
                ? ", in which " + counted(trace.pauseLost(), "packet") + " got lost"
                : "")
            + reason(pauseNs, trace.pauseBySenderNs())
            + ".",
        trace.pause().packet(),
        (double) pauseNs / STALL_NS);
  }

  /** The sender's clock tells whether packets were held up or never made. */
  private static String reason(long pauseNs, long bySenderNs) {
    if (bySenderNs < 0) {
      return "";
    }
    if (bySenderNs < pauseNs / 2) {
      return "; the sender's clock went on by "
          + seconds(bySenderNs)
          + " only: what it had sent was held up, or its clock stood still";
    }
    if (bySenderNs < 2 * pauseNs) {
      return "; the sender's clock went on by as much: it sent nothing, or all of it was lost";
    }
    return "";
  }

  private void keyFrames() {
    long longestNs = trace.keyFrameInterval().value();
    if (stream.keyFrames() == 0
        && stream.durationSeconds() * NS_PER_S >= LONG_KEY_FRAME_INTERVAL_NS) {
      add(
          Severity.WARNING,
          "no-key-frame",
          "There is no key frame in "
              + decimal(stream.durationSeconds(), 1)
              + " s of video: who joins sees no picture, and damage stays.",
          null,
          1);
    } else if (longestNs >= LONG_KEY_FRAME_INTERVAL_NS) {
      add(
          Severity.WARNING,
          "key-frame-interval",
          "Up to "
              + seconds(longestNs)
              + " lie between two key frames: who joins waits so long for a picture, and damage by a"
              + " loss stays so long.",
          trace.keyFrameInterval().packet(),
          (double) longestNs / LONG_KEY_FRAME_INTERVAL_NS);
    } else if (trace.keyFrameIntervals() >= 3 && longestNs > 2 * trace.keyFrameIntervalMeanNs()) {
      add(
          Severity.NOTE,
          "key-frames-irregular",
          "Key frames come every "
              + seconds(trace.keyFrameIntervalMeanNs())
              + " in the mean, but up to "
              + seconds(longestNs)
              + " apart.",
          trace.keyFrameInterval().packet(),
          (double) longestNs / LONG_KEY_FRAME_INTERVAL_NS);
    }
  }

  private static String seconds(long ns) {
    return decimal(ns / NS_PER_S, ns < NS_PER_S ? 3 : 1) + " s";
  }

  private void add(
      Severity severity, String kind, String text, PacketReference packet, double weight) {
    findings.accept(
        new Finding(
            severity,
            kind,
            Finding.subject(stream.source(), stream.destination(), stream.codec()),
            text,
            Optional.ofNullable(packet).filter(PacketReference::isKnown),
            Finding.flowFilter(
                stream.source(), stream.destination(), stream.transport().equals("tcp")),
            weight));
  }
}
