package io.camvitals.agent.publish;

import io.camvitals.agent.logging.RepeatedWarning;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in order on disk, bounded by bytes, for an outage that outlasts the memory. It lives as
 * long as its process: what an earlier process left is removed, since nothing says which of it
 * Kafka has. One thread uses it; the figures may be read by any.
 */
final class DiskQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskQueue.class);
  private static final String SUFFIX = ".queue";
  private static final int SEGMENTS = 8;

  private final RepeatedWarning full;
  private final Path directory;
  private final long capacityBytes;
  private final Consumer<QueueSegment> unreadable;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final ArrayDeque<QueueSegment> segments = new ArrayDeque<>();
  private long nextSegment;
  private OutgoingRecord head;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong records = new AtomicLong();

  /**
   * @param unreadable told of each file of which the rest cannot be read back
   * @throws IOException when the directory cannot be made or written to, or is another agent's
   */
  DiskQueue(Path directory, long capacityBytes, Consumer<QueueSegment> unreadable)
      throws IOException {
    this.directory = Files.createDirectories(directory);
    this.capacityBytes = capacityBytes;
    this.unreadable = unreadable;
    this.full = new RepeatedWarning(LOG, "The queue on disk in " + directory + " takes no more");
    this.lockFile =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    this.lock = lock(lockFile, directory);
    removeLeftovers();
  }

  private static FileLock lock(FileChannel lockFile, Path directory) throws IOException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      lockFile.close();
      throw new IOException(
          "the queue directory " + directory + " is in use by another agent; give each its own");
    }
    return lock;
  }

  private void removeLeftovers() throws IOException {
    long found = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        found += Files.size(file);
        Files.delete(file);
      }
    }
    if (found > 0) {
      LOG.warn(
          "Removed {} bytes of events from {} that an earlier agent could not send to Kafka",
          found,
          directory);
    }
  }

  /** False when the record does not fit within the bound or on the disk: it was not taken. */
  boolean offer(OutgoingRecord outgoing) {
    long size = QueueSegment.encodedSize(outgoing);
    if (bytes.get() + size > capacityBytes) {
      full.warn("its bound of " + capacityBytes + " bytes is reached");
      return false;
    }
    try {
      if (segments.isEmpty() || segments.peekLast().bytes() + size > capacityBytes / SEGMENTS) {
        segments.addLast(
            new QueueSegment(directory.resolve(String.format("%019d", nextSegment++) + SUFFIX)));
      }
      segments.peekLast().append(outgoing);
    } catch (IOException e) {
      full.warn(String.valueOf(e.getMessage()));
      return false;
    }
    bytes.addAndGet(size);
    records.incrementAndGet();
    return true;
  }

  /** The oldest record, which stays; null when there is none. */
  OutgoingRecord peek() {
    while (head == null && !segments.isEmpty()) {
      QueueSegment oldest = segments.peekFirst();
      if (oldest.unreadRecords() == 0) {
        drop(oldest);
        continue;
      }
      try {
        head = oldest.read();
      } catch (IOException e) {
        LOG.error(
            "Let go of {} records with {} packets that cannot be read back from disk: {}",
            oldest.unreadRecords(),
            oldest.unreadPackets(),
            e.getMessage());
        unreadable.accept(oldest);
        records.addAndGet(-oldest.unreadRecords());
        drop(oldest);
      }
    }
    return head;
  }

  /** Removes the oldest record, which {@link #peek} gave. */
  void remove() {
    head = null;
    records.decrementAndGet();
    QueueSegment oldest = segments.peekFirst();
    if (oldest.unreadRecords() == 0) {
      drop(oldest);
    }
  }

  private void drop(QueueSegment oldest) {
    segments.removeFirst();
    bytes.addAndGet(-oldest.bytes());
    try {
      oldest.delete();
    } catch (IOException e) {
      LOG.warn("A file of the queue on disk could not be removed: {}", e.getMessage());
    }
  }

  boolean isEmpty() {
    return records.get() == 0;
  }

  /** Bytes on disk. */
  long bytes() {
    return bytes.get();
  }

  long records() {
    return records.get();
  }

  /** Removes all that is left, untold: {@link #peek} and {@link #remove} it before. */
  @Override
  public void close() throws IOException {
    while (!segments.isEmpty()) {
      drop(segments.peekFirst());
    }
    lock.release();
    lockFile.close();
  }
}
