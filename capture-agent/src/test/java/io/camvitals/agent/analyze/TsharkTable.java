package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The table of streams of a capture, as the tshark of this machine prints it and as we do. */
final class TsharkTable {
  private TsharkTable() {}

  /** The lines of streams that tshark prints with its RTP heuristic on. */
  static List<String> tshark(Path capture) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "tshark",
                "-n",
                "-r",
                capture.toString(),
                "-o",
                "rtp.heuristic_rtp:TRUE",
                "-q",
                "-z",
                "rtp,streams")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
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
