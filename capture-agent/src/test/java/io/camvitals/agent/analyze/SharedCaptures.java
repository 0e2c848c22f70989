package io.camvitals.agent.analyze;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder of recorded captures that may lie beside the repository: shared/captures. */
public final class SharedCaptures {
  private SharedCaptures() {}

  /** Searched for from the working directory upward. */
  public static Optional<Path> find() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path captures = folder.resolve("shared/captures");
      if (Files.isDirectory(captures)) {
        return Optional.of(captures);
      }
    }
    return Optional.empty();
  }
}
