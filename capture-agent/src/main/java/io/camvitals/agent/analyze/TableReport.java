package io.camvitals.agent.analyze;

import java.io.IOException;
import java.io.Writer;

/**
 * The report for people: a line for each stream and for what belongs to the streams; then what the
 * capture held besides.
 */
final class TableReport implements ReportFormat {
  private final int width;
  private final boolean details;

  /**
   * @param width of the terminal in characters; {@link Integer#MAX_VALUE} for all columns
   * @param details write all figures of each stream as a block of lines instead of the table
   */
  TableReport(int width, boolean details) {
    this.width = width;
    this.details = details;
  }

  @Override
  public void write(CaptureReport report, Writer out) throws IOException {
    if (report.wireshark().isPresent() && !details) {
      WiresharkTable.write(report.wireshark().get(), out);
      DifferencesText.write(report.listedStreams(), out);
      return;
    }
    if (details) {
      StreamDetails.write(report.streams(), out);
    } else if (!report.streams().isEmpty()) {
      StreamTable.write(report.streams(), width, out);
      out.write('\n');
    }
    RtcpTable.write(report.rtcp(), width, out);
    TransportStreamTable.write(report.transportStreams(), width, out);
    ConnectionTables.write(report.connections(), width, out);
    FindingsTable.write(report, width, out);
    new CaptureSummary(report).write(out);
  }
}
