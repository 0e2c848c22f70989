package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.analyze.random.RandomTraffic;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated captures are read by Wireshark's rules and by the tshark of this machine: line by line
 * the same. {@code -Dcamvitals.differential.captures=1000} makes it a long run, {@code
 * -Dcamvitals.differential.seed=...} begins it elsewhere; a failure names its seed.
 */
class TsharkDifferentialIT {
  private static final int CAPTURES = Integer.getInteger("camvitals.differential.captures", 40);
  private static final long SEED = Long.getLong("camvitals.differential.seed", 0);

  @TempDir Path directory;

  @Test
  void everyLineIsTsharks() throws IOException, InterruptedException {
    assumeTrue(RequiredTool.present("tshark"));
    List<String> problems = new ArrayList<>();
    long streams = 0;
    for (long seed = SEED; seed < SEED + CAPTURES; seed++) {
      Path capture = Files.write(directory.resolve("generated.pcap"), RandomTraffic.capture(seed));
      List<String> tshark = TsharkTable.tshark(capture);
      List<String> ours = TsharkTable.ours(capture);
      if (!ours.equals(tshark)) {
        problems.add(
            "seed "
                + seed
                + ":\n"
                + String.join("\n", tshark)
                + "\nand here:\n"
                + String.join("\n", ours));
      }
      streams += tshark.size();
    }
    assertThat(problems).isEmpty();
    assertThat(streams).isGreaterThan(CAPTURES);
  }
}
