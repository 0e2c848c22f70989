package io.camvitals.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies: what the launcher says, or else a folder at or above the current one. */
public final class CamvitalsHome {
  private static final String LAUNCHER = "camvitals";

  private CamvitalsHome() {}

  /**
   * The project's root.
   *
   * @throws IllegalStateException when there is none
   */
  public static Path find() {
    String named = System.getProperty("camvitals.home");
    if (named != null) {
      return Path.of(named);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve(LAUNCHER))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "neither " + here + " nor a folder above it holds the launcher '" + LAUNCHER + "'");
  }

  /** The launcher. */
  public static Path launcher() {
    return find().resolve(LAUNCHER);
  }

  /** Where benchmarks keep what they made. */
  public static Path cache() {
    return find().resolve("benchmarks/target");
  }
}
