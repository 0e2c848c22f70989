package io.camvitals.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the process that started the servers dies, they die with it. */
class ParentDeathIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path directory;

  private Process parent;

  @AfterEach
  void killParent() {
    if (parent != null) {
      parent.destroyForcibly();
    }
  }

  @Test
  void aParentThatIsKilledLeavesNeitherProcessNorData() throws Exception {
    List<ProcessHandle> servers = startParent("delete");
    parent.destroyForcibly();
    await().atMost(SOON).untilAsserted(() -> assertThat(servers).noneMatch(ParentDeathIT::runs));
    await().atMost(SOON).untilAsserted(() -> assertThat(directory).isEmptyDirectory());
  }

  @Test
  void aParentThatLeavesWithoutClosingLeavesOnlyDataThatAreToBeKept() throws Exception {
    List<ProcessHandle> servers = startParent("keep");
    parent.getOutputStream().close();
    await().atMost(SOON).untilAsserted(() -> assertThat(servers).noneMatch(ParentDeathIT::runs));
    assertThat(parent.waitFor()).isZero();
    assertThat(directory.resolve("kafka/data/meta.properties")).exists();
    assertThat(directory.resolve("elasticsearch/data")).isNotEmptyDirectory();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(directory.resolve("kafka/pid")).doesNotExist());
  }

  /** A process that has ended but that nobody reaps shows itself as alive, and has no command. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private List<ProcessHandle> startParent(String keep) throws Exception {
    parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ServersHolderMain.class.getName(),
                directory.toString(),
                keep)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = parent.inputReader()) {
      String line = output.readLine();
      assertThat(line).isNotNull();
      List<ProcessHandle> servers =
          Arrays.stream(line.split(" ", -1))
              .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
              .toList();
      assertThat(servers).hasSize(3).allMatch(ParentDeathIT::runs);
      assertThat(Files.exists(directory.resolve("kafka/pid"))).isTrue();
      return servers;
    }
  }
}
