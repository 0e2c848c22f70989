package io.camvitals.agent.analyze;

import static io.camvitals.agent.analyze.ReportText.bitrate;
import static io.camvitals.agent.analyze.ReportText.count;
import static io.camvitals.agent.analyze.ReportText.decimal;
import static io.camvitals.agent.analyze.ReportText.ms;
import static io.camvitals.agent.analyze.TextTable.Column.left;
import static io.camvitals.agent.analyze.TextTable.Column.right;

import io.camvitals.metrics.mpegts.TransportStreamFigure;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The MPEG transport streams, a line each, by the terms of ETSI TR 101 290 and RFC 4445. */
final class TransportStreamTable {
  private static final TextTable<TransportStreamReport> TABLE =
      new TextTable<>(
          List.of(
              left("MPEG-TS SOURCE", 0, stream -> EndpointText.of(stream.identity().getSource())),
              left("DESTINATION", 0, stream -> EndpointText.of(stream.identity().getDestination())),
              left("OVER", 5, stream -> stream.overRtp() ? "RTP" : "UDP"),
              right("PROGRAMS", 6, stream -> count(stream.programs().size())),
              sum("PACKETS", 3, TransportStreamFigure.PACKETS),
              sum("SYNC LOSS", 1, TransportStreamFigure.SYNC_LOSSES),
              sum("CONTINUITY", 0, TransportStreamFigure.CONTINUITY_ERRORS),
              sum("PAT", 2, TransportStreamFigure.PAT_ERRORS),
              sum("PMT", 2, TransportStreamFigure.PMT_ERRORS),
              sum("PID", 4, TransportStreamFigure.PID_ERRORS),
              sum("PCR", 3, TransportStreamFigure.PCR_REPETITION_ERRORS),
              longest("PCR GAP ms", 7, TransportStreamFigure.PCR_INTERVAL_MAX_NS),
              longest("PCR JITTER ms", 4, TransportStreamFigure.PCR_JITTER_MAX_NS),
              longest("DELAY FACTOR ms", 6, TransportStreamFigure.DELAY_FACTOR_MAX_NS),
              right("BITRATE", 3, stream -> bitrate(stream.bitrateBps())),
              right("SECONDS", 7, stream -> decimal(stream.durationSeconds(), 2))));

  private TransportStreamTable() {}

  static void write(List<TransportStreamReport> streams, int width, Writer out) throws IOException {
    if (!streams.isEmpty()) {
      TABLE.write(streams, width, out);
      out.write('\n');
    }
  }

  private static TextTable.Column<TransportStreamReport> sum(
      String name, int rank, TransportStreamFigure figure) {
    return right(name, rank, stream -> count(stream.figures().get(figure)));
  }

  private static TextTable.Column<TransportStreamReport> longest(
      String name, int rank, TransportStreamFigure figure) {
    return right(name, rank, stream -> ms(stream.figures().get(figure), 1));
  }
}
