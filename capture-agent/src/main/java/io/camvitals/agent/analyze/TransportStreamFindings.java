package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.counted;

import io.camvitals.agent.analyze.Finding.Severity;
import io.camvitals.agent.analyze.trace.PacketReference;
import io.camvitals.metrics.mpegts.TransportStreamFigure;
import java.util.Optional;
import java.util.function.Consumer;

/** What is to be said of an MPEG transport stream, by the checks of ETSI TR 101 290. */
final class TransportStreamFindings {
  private final TransportStreamReport stream;
  private final Consumer<Finding> findings;

  private TransportStreamFindings(TransportStreamReport stream, Consumer<Finding> findings) {
    this.stream = stream;
    this.findings = findings;
  }

  static void of(TransportStreamReport stream, Consumer<Finding> findings) {
    TransportStreamFindings its = new TransportStreamFindings(stream, findings);
    its.add(
        Severity.CRITICAL,
        TransportStreamFigure.SYNC_LOSSES,
        "ts-sync-loss",
        "synchronisation was lost",
        null);
    its.add(
        Severity.CRITICAL,
        TransportStreamFigure.CONTINUITY_ERRORS,
        "ts-continuity",
        "continuity counters did not go on: packets were lost or came in a wrong order",
        stream.worstSecond().packet());
    its.add(
        Severity.WARNING,
        TransportStreamFigure.PAT_ERRORS,
        "ts-pat",
        "the program association table was missing for half a second, or wrong",
        null);
    its.add(
        Severity.WARNING,
        TransportStreamFigure.PMT_ERRORS,
        "ts-pmt",
        "a program map was missing for half a second, or scrambled",
        null);
    its.add(
        Severity.WARNING,
        TransportStreamFigure.PID_ERRORS,
        "ts-pid",
        "a video, audio or clock that a map names was absent for 5 s",
        null);
    its.add(
        Severity.WARNING,
        TransportStreamFigure.TRANSPORT_ERRORS,
        "ts-transport-error",
        "a packet was marked as damaged by who sent it on",
        null);
    its.add(
        Severity.WARNING,
        TransportStreamFigure.PCR_REPETITION_ERRORS,
        "ts-pcr-repetition",
        "more than 100 ms lay between two clock references",
        null);
  }

  private void add(
      Severity severity,
      TransportStreamFigure figure,
      String kind,
      String text,
      PacketReference packet) {
    long errors = stream.figures().get(figure);
    if (errors <= 0) {
      return;
    }
    findings.accept(
        new Finding(
            severity,
            kind,
            Finding.subject(
                stream.identity().getSource(), stream.identity().getDestination(), "MPEG-TS"),
            Character.toUpperCase(text.charAt(0))
                + text.substring(1)
                + (errors == 1 ? "." : " (" + counted(errors, "time") + ").")
                + (packet != null && errors > 1
                    ? " Most came in the second that begins here."
                    : ""),
            Optional.ofNullable(packet).filter(PacketReference::isKnown),
            Finding.flowFilter(
                stream.identity().getSource(), stream.identity().getDestination(), false),
            errors));
  }
}
