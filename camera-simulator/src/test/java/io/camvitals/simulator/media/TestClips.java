package io.camvitals.simulator.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The smallest profile's clips, made once for all tests. */
public final class TestClips {
  /** Where all tests keep their clips. */
  public static final Path DIRECTORY = Path.of("target", "test-clips").toAbsolutePath();

  private static ClipSet small;

  private TestClips() {}

  /** The clips of {@code 360p-1m}. */
  public static synchronized ClipSet small() {
    if (small == null) {
      try {
        small = new ClipCache(DIRECTORY).load(VideoProfile.LOW_1M);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return small;
  }
}
