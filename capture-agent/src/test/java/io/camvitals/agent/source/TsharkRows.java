package io.camvitals.agent.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What tshark says of a capture's frames, for tests. */
public final class TsharkRows {
  private TsharkRows() {}

  /** The fields of each frame that passes the display filter; several values joined by commas. */
  public static List<String[]> of(Path capture, String filter, String... fields)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("tshark", "-n", "-r", capture.toString(), "-Y", filter, "-T", "fields"));
    for (String field : fields) {
      command.add("-e");
      command.add(field);
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    List<String[]> rows = new ArrayList<>();
    for (String line : output.lines().toList()) {
      rows.add(Arrays.copyOf(line.split("\t", -1), fields.length));
    }
    return rows;
  }
}
