package io.camvitals.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir private Path parent;

  @Test
  void twoDemosAtOnceGetTwoDirectoriesAndALaterOneGetsTheFirstAgain() throws IOException {
    Path wanted = parent.toRealPath().resolve("demo");
    try (RunDirectory first = RunDirectory.take(wanted)) {
      try (RunDirectory second = RunDirectory.take(wanted)) {
        assertThat(first.path()).isEqualTo(wanted);
        assertThat(second.path()).isEqualTo(parent.toRealPath().resolve("demo-2"));
      }
    }
    try (RunDirectory again = RunDirectory.take(wanted)) {
      assertThat(again.path()).isEqualTo(wanted);
    }
  }
}
