package io.camvitals.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthRecordTest {
  @TempDir private Path directory;

  @Test
  void secondsOfTheAgentsStreamsAreSummedAndThoseOfOtherPlayersAreNot() throws IOException {
    Path file = directory.resolve("truth.jsonl");
    Files.writeString(
        file,
        """
        {"camera":"cam-1","ssrc":"0000000a","packets_sent":10,"packets_lost":1,"reordered":2,"duplicates":3}
        {"camera":"cam-1","ssrc":"0000000a","packets_sent":5,"packets_lost":1,"reordered":0,"duplicates":0}
        {"camera":"cam-1","ssrc":"0000000b","packets_sent":100,"packets_lost":9,"reordered":9,"duplicates":9}
        {"camera":"cam-2","ssrc":"0000000c","packets_sent":7,"packets_lost":0,"reordered":0,"duplicates":0,"dead":true}
        """);
    TruthRecord truth = TruthRecord.read(file);
    assertThat(truth.counts("cam-1", Set.of("0000000a"))).isEqualTo(new CameraCounts(15, 2, 2, 3));
    assertThat(truth.counts("cam-3", Set.of("0000000a"))).isEqualTo(CameraCounts.NONE);
    assertThat(truth.wasDead("cam-1")).isFalse();
    assertThat(truth.wasDead("cam-2")).isTrue();
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path file = directory.resolve("truth.jsonl");
    Files.writeString(file, "{\"camera\":\"cam-1\"}\n{\"camera\":");
    assertThatThrownBy(() -> TruthRecord.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " line 2 is no JSON: ");
  }
}
