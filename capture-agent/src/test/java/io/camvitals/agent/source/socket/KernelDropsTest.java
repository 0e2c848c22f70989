package io.camvitals.agent.source.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {
  private static final String HEADING =
      "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode ref pointer drops             \n";

  private static String line(String local, String drops) {
    return "  353: "
        + local
        + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 17586 2"
        + " 0000000000000000 "
        + drops
        + "        \n";
  }

  private static Map<Integer, Integer> read(Path... tables) throws IOException {
    Map<Integer, Integer> drops = new HashMap<>();
    try (KernelDrops kernelDrops = new KernelDrops(List.of(tables))) {
      kernelDrops.visit(drops::put);
      drops.clear();
      kernelDrops.visit(drops::put);
    }
    return drops;
  }

  @Test
  void bothTablesAreReadAndOnlySocketsOnTheWildcardAddress(@TempDir Path directory)
      throws IOException {
    Path four = directory.resolve("udp");
    Path six = directory.resolve("udp6");
    Files.writeString(
        four,
        HEADING
            + line("00000000:1F90", "0")
            + line("0100007F:1F92", "5")
            + line("00000000:1F94", "4294967295"));
    Files.writeString(
        six, HEADING + line("00000000000000000000000000000000:1F96", "7").repeat(300));
    assertThat(read(four, six))
        .containsOnly(Map.entry(8_080, 0), Map.entry(8_084, -1), Map.entry(8_086, 7));
  }

  @Test
  void withoutTablesNothingIsTold(@TempDir Path directory) throws IOException {
    try (KernelDrops drops = new KernelDrops(List.of(directory.resolve("absent")))) {
      assertThat(drops.areTold()).isFalse();
      drops.visit((port, count) -> assertThat(port).isNegative());
    }
  }

  @Property(tries = 100)
  void anyTableIsRead(@ForAll String text) throws IOException {
    Path table = Files.createTempFile("udp", "");
    try {
      Files.write(table, (HEADING + text).getBytes(StandardCharsets.UTF_8));
      assertThat(read(table)).isNotNull();
    } finally {
      Files.delete(table);
    }
  }
}
