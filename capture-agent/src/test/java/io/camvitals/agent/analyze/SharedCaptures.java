package io.camvitals.agent.analyze;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of recorded captures with tshark's figures: the one that {@code
 * -Dcamvitals.conformance.captures=FOLDER} names, or one that may lie beside the repository:
 * shared/captures.
 */
public final class SharedCaptures {
  private SharedCaptures() {}

  /** Searched for from the working directory upward. */
  public static Optional<Path> find() {
    String named = System.getProperty("camvitals.conformance.captures");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path captures = folder.resolve("shared/captures");
      if (Files.isDirectory(captures)) {
        return Optional.of(captures);
      }
    }
    return Optional.empty();
  }
}
