package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the tshark of this machine prints of a capture, with its RTP heuristic on. */
final class TsharkOutput {
  private TsharkOutput() {}

  /**
   * Runs it to its end, which must be in order.
   *
   * @param options what is to be printed
   */
  static String of(Path capture, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("tshark", "-n", "-r", capture.toString(), "-o", "rtp.heuristic_rtp:TRUE"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  /** The table of RTP streams. */
  static String streams(Path capture) throws IOException, InterruptedException {
    return of(capture, "-q", "-z", "rtp,streams");
  }
}
