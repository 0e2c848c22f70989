package io.camvitals.simulator.media;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the encoded clips in a directory, one file a profile, so that they are made only once. A
 * damaged file is made again. Several processes may use one directory at once.
 */
public final class ClipCache {
  private static final Logger log = LoggerFactory.getLogger(ClipCache.class);

  private final Path directory;

  /** Uses a directory, which is created when the first clips are kept. */
  public ClipCache(Path directory) {
    this.directory = directory;
  }

  /**
   * The directory to use when none is named: {@code .camvitals/cache} in the checkout that the
   * launcher names with the system property {@code camvitals.root}, else {@code camvitals} in the
   * user's cache directory.
   */
  public static Path defaultDirectory() {
    String root = System.getProperty("camvitals.root");
    if (root != null) {
      return Path.of(root, ".camvitals", "cache");
    }
    String userCache = System.getenv("XDG_CACHE_HOME");
    Path base =
        userCache == null || userCache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(userCache);
    return base.resolve("camvitals");
  }

  /**
   * The clips of a profile, out of the cache or newly made.
   *
   * @throws IOException when they cannot be made; a cache that cannot be written is only logged
   */
  public ClipSet load(VideoProfile profile) throws IOException {
    Path file = file(profile);
    if (Files.exists(file)) {
      try {
        return ClipFile.decode(Files.readAllBytes(file), parameters(profile));
      } catch (IOException e) {
        log.warn("{} is made again: {}", file, e.getMessage());
      }
    }
    long start = System.nanoTime();
    log.info("Encoding the test picture for {} (once)", profile.title());
    ClipSet set = new ClipEncoder(profile).encode();
    log.info("Encoded {} in {} ms", profile.title(), (System.nanoTime() - start) / 1_000_000);
    keep(file, ClipFile.encode(set, parameters(profile)));
    return set;
  }

  /** Where the clips of a profile are kept. */
  Path file(VideoProfile profile) {
    return directory.resolve("clips-" + profile.title() + "-v" + ClipEncoder.VERSION);
  }

  private static String parameters(VideoProfile profile) {
    String kinds =
        Arrays.stream(ClipKind.values())
            .map(kind -> kind + ":" + kind.frameRate() + ":" + kind.bitrateDivisor())
            .collect(Collectors.joining(","));
    return "version=%d size=%s bitrate=%d seconds=%d clips=%s"
        .formatted(
            ClipEncoder.VERSION, profile.resolution(), profile.bitrate(), Clip.SECONDS, kinds);
  }

  private void keep(Path file, byte[] bytes) {
    try {
      Files.createDirectories(directory);
      Path whole = Files.createTempFile(directory, "clips-", ".part");
      try {
        Files.write(whole, bytes);
        move(whole, file);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      log.warn("The clips cannot be kept in {} and will be made again next time: {}", directory, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
