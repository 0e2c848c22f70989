package io.camvitals.agent.analyze;

import java.io.IOException;
import java.io.Writer;

/** How a report is written. */
interface ReportFormat {
  void write(CaptureReport report, Writer out) throws IOException;
}
