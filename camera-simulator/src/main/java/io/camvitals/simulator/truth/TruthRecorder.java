package io.camvitals.simulator.truth;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the truth of all open sessions, a line for each and each second. */
public final class TruthRecorder {
  private static final Logger log = LoggerFactory.getLogger(TruthRecorder.class);

  private final Optional<TruthFile> file;
  private final Set<StreamTruth> open = new LinkedHashSet<>();
  private boolean failed;

  /** Writes nothing when there is no file. */
  public TruthRecorder(Optional<TruthFile> file) {
    this.file = file;
  }

  /** A session has begun. */
  public void opened(StreamTruth stream) {
    open.add(stream);
  }

  /** A session has ended: its last line is written. */
  public void closed(StreamTruth stream, Instant now) {
    if (open.remove(stream)) {
      write(stream.take(now.truncatedTo(ChronoUnit.SECONDS)));
      flush();
    }
  }

  /** Writes what happened up to now, told for the second that began at this time. */
  public void record(Instant second) {
    open.forEach(stream -> write(stream.take(second)));
    flush();
  }

  private void write(TruthLine line) {
    attempt(out -> out.write(line));
  }

  private void flush() {
    attempt(TruthFile::flush);
  }

  /** Whether the truth could not be written; the record then has a hole and is worth nothing. */
  public boolean failed() {
    return failed;
  }

  private void attempt(Write write) {
    if (file.isPresent() && !failed) {
      try {
        write.to(file.get());
      } catch (IOException e) {
        failed = true;
        log.error(
            "The truth cannot be written any more, and its file is incomplete: {}", e.toString());
      }
    }
  }

  private interface Write {
    void to(TruthFile file) throws IOException;
  }
}
