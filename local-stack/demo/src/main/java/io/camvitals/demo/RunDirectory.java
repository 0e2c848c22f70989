package io.camvitals.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A directory that one demo has for itself, so that two can run at once. */
final class RunDirectory implements AutoCloseable {
  private static final int MOST_DEMOS = 20;

  private final Path path;
  private final FileChannel lock;

  private RunDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * The wanted directory or, when another demo runs in it, one beside it with a number.
   *
   * @throws IOException when none can be had
   */
  static RunDirectory take(Path wanted) throws IOException {
    for (int number = 1; number <= MOST_DEMOS; number++) {
      Path candidate =
          number == 1 ? wanted : wanted.resolveSibling(wanted.getFileName() + "-" + number);
      Files.createDirectories(candidate);
      FileChannel channel =
          FileChannel.open(
              candidate.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new RunDirectory(candidate.toRealPath(), channel);
      }
      channel.close();
    }
    throw new IOException(MOST_DEMOS + " demos run already, in " + wanted + " and beside it");
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      // The lock lives as long as its channel.
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The directory. */
  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
