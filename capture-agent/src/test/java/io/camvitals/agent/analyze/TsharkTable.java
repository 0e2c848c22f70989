package io.camvitals.agent.analyze;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The table of streams of a capture, as the tshark of this machine prints it and as we do. */
final class TsharkTable {
  private TsharkTable() {}

  /** The lines of streams that tshark prints with its RTP heuristic on. */
  static List<String> tshark(Path capture) throws IOException, InterruptedException {
    String output = TsharkOutput.streams(capture);
    return ReferenceCapture.streams(output);
  }

  /** The lines that we print for {@code --compat wireshark}. */
  static List<String> ours(Path capture) throws IOException {
    StringWriter table = new StringWriter();
    new TableReport(Integer.MAX_VALUE, false)
        .write(ReferenceCapture.analyze(capture, Map.of()), table);
    return ReferenceCapture.streams(table.toString());
  }
}
