package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the reading by Wireshark's rules against what tshark printed of recorded captures ({@code
 * FILE.rtp-streams.txt}): the same streams in the same order, each figure equal in all printed
 * digits. Skipped where the captures are not at hand.
 */
class WiresharkConformanceTest {
  @Test
  void everyFigureEqualsTsharks() throws IOException {
    Path captures = SharedCaptures.find().orElse(null);
    assumeTrue(captures != null, "no shared captures beside the repository");
    List<String> problems = new ArrayList<>();
    int files = 0;
    for (Path expected : expectations(captures)) {
      String name = expected.getFileName().toString().replace(".rtp-streams.txt", "");
      List<String> ours = lines(table(expected.resolveSibling(name)));
      List<String> tsharks = lines(Files.readString(expected));
      if (!ours.equals(tsharks)) {
        problems.add(name + ":\n" + tsharks + "\n" + ours);
      }
      files++;
    }
    assertThat(problems).isEmpty();
    assertThat(files).isPositive();
  }

  private static String table(Path capture) throws IOException {
    StringWriter out = new StringWriter();
    new TableReport(Integer.MAX_VALUE, false).write(CaptureComparisonTest.analyze(capture), out);
    return out.toString();
  }

  /** Without what we say of differences behind the table. */
  private static List<String> lines(String text) {
    return text.lines()
        .takeWhile(line -> !line.startsWith("What Camvitals"))
        .map(String::stripTrailing)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static List<Path> expectations(Path captures) throws IOException {
    try (Stream<Path> files = Files.walk(captures, 2)) {
      return files.filter(file -> file.toString().endsWith(".rtp-streams.txt")).sorted().toList();
    }
  }
}
