package io.camvitals.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only root has anything to give up. */
class UnprivilegedTest {
  @Test
  void noCapabilityIsKeptWhereNoneIsNeeded() throws Exception {
    assumeTrue(Unprivileged.isRoot());
    assertThat(Unprivileged.command("Elasticsearch", List.of(Path.of("/usr/bin"))))
        .containsExactly("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  }

  @Test
  void oneCapabilityIsKeptToEnterADirectoryThatIsClosedToOthers(@TempDir Path directory)
      throws Exception {
    assumeTrue(Unprivileged.isRoot());
    Path closed = Files.createDirectories(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    List<String> command = new ArrayList<>(Unprivileged.command("Elasticsearch", List.of(closed)));
    command.addAll(List.of("test", "-x", closed.toString()));
    assertThat(RequiredTool.succeeds(command.toArray(String[]::new))).isTrue();
    assertThat(command).anyMatch(option -> option.startsWith("--ambient-caps=+dac_"));
  }
}
